"""Workbooks built to hang, blow up or mislead whoever reads them: for each a function that writes it."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def good() -> bytes:
    """A harmless workbook with two objectives and three key results."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Team", "Objective", "Key result", "Owner"],
        ["Ovens", "Bread that sells itself", "Reorders from 20% to 40%", "Ida"],
        [None, None, "Waste below 3%", "Tom"],
        ["Vans", "No van stands still", "Idle hours from 9 to 2 a week", "Uma"],
    ):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(
    new: dict[str, bytes] | None = None,
    *,
    without: str = "",
    edit: Callable[[str, bytes], bytes] | None = None,
) -> bytes:
    """The good workbook with parts added, left out or edited."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name in old.namelist():
            if name == without or (new and name in new):
                continue
            data = old.read(name)
            book.writestr(name, edit(name, data) if edit else data)
        for name, data in (new or {}).items():
            book.writestr(name, data)
    return file.getvalue()


def _sheet(edit: Callable[[bytes], bytes]) -> bytes:
    return changed(edit=lambda name, data: edit(data) if name == "xl/worksheets/sheet1.xml" else data)


def _in_sheet(extra: bytes, before: bytes = b"</sheetData>") -> bytes:
    return _sheet(lambda data: data.replace(before, extra + before))


def _strings(count: int, items: str) -> bytes:
    head = f'<?xml version="1.0"?><sst xmlns="{MAIN}" count="{count}" uniqueCount="{count}">'
    return f"{head}{items}</sst>".encode()


def _different(count: int) -> str:
    return "".join(f"<si><t>{n * 7919 % 999_983:x}</t></si>" for n in range(count))


def _zip_bomb() -> bytes:
    return changed({"xl/media/image1.png": bytes(110 * 2**20)})


def _quiet_bomb() -> bytes:
    """Many parts, each below the limits that hold for one."""
    part = random.Random(1).randbytes(20_000) * 200
    return changed({f"xl/media/image{n}.png": part for n in range(40)})


def _lying_size() -> bytes:
    """A part that states a size of 10 bytes and unpacks to 50 MB."""
    data = bytearray(changed({"xl/media/image1.png": bytes(50 * 2**20)}))
    size = struct.pack("<I", 50 * 2**20)
    return bytes(data).replace(size, struct.pack("<I", 10))


def _entities() -> bytes:
    dtd = "<!DOCTYPE a [" + '<!ENTITY e0 "x">'
    dtd += "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
    return changed({"xl/sharedStrings.xml": f'<?xml version="1.0"?>{dtd}<sst xmlns="{MAIN}"/>'.encode()})


def _external_entity() -> bytes:
    dtd = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return _sheet(lambda data: dtd.encode() + data.split(b"?>", 1)[-1])


def _utf16_entity() -> bytes:
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><sst xmlns="{MAIN}"/>'
    return changed({"xl/sharedStrings.xml": text.encode("utf-16")})


def _merges() -> bytes:
    refs = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 8_000))
    return _sheet(
        lambda data: data.replace(b"</sheetData>", f"</sheetData><mergeCells>{refs}</mergeCells>".encode())
    )


def _one_merge(data: bytes) -> bytes:
    return data.replace(
        b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    )


def _sheets() -> bytes:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()
    return changed({f"xl/worksheets/sheet{n}.xml": sheet for n in range(1, 5_001)})


def _listed_sheets() -> bytes:
    """One sheet's part, listed 5,000 times."""

    def edit(name: str, data: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return data
        rel = b"r:id" if b"r:id" in data else b"id"
        start, end = data.index(b"<sheet "), data.index(b"</sheets>")
        one = data[start:end]
        ident = one.split(rel + b'="')[1].split(b'"')[0]
        sheets = b"".join(
            b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
            b'name="S%d" sheetId="%d" r:id="%s"/>' % (n, n + 1, ident)
            for n in range(5_000)
        )
        return data[:start] + sheets + data[end:]

    return changed(edit=edit)


def _encrypted() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(9_000)
    )


def _zip_encrypted() -> bytes:
    data = bytearray(good())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def _archive(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        for name, data in parts.items():
            book.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return file.getvalue()


def _deep() -> bytes:
    return _in_sheet(b"<row>" * 60_000)


# Name: what writes it, and words of the sentence that refuses it ("": it is read, and does no harm).
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (_zip_bomb, "zip bomb"),
    "bomb in many parts": (_quiet_bomb, "unpack"),
    "lying size": (_lying_size, "damaged"),
    "entity bomb": (_entities, "DTD"),
    "external entity": (_external_entity, "DTD"),
    "entity in UTF-16": (_utf16_entity, "DTD"),
    "giant merge": (lambda: _sheet(_one_merge), ""),
    "far cell": (lambda: _in_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), ""),
    "far cell, unsorted": (
        lambda: _in_sheet(b'<row r="9"><c r="XFD9"><v>1</v></c><c r="A9"><v>2</v></c></row>'),
        "",
    ),
    "giant merges": (_merges, "5,000 merged cells"),
    "5,000 sheets": (_sheets, "500 parts"),
    "5,000 listed sheets": (_listed_sheets, "200 sheets"),
    "macros": (lambda: changed({"xl/vbaProject.bin": b"x"}), "macros"),
    "external links": (lambda: changed({"xl/externalLinks/externalLink1.xml": b"<x/>"}), "other workbooks"),
    "encrypted package": (_encrypted, "password"),
    "encrypted zip": (_zip_encrypted, "password"),
    "old format": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9_000), "old Office format"),
    "truncated": (lambda: good()[:-900], "damaged"),
    "not a zip": (lambda: b"PK\x03\x04" + bytes(2_000), "damaged"),
    "zip of something else": (lambda: _archive(a_dot_txt=b"hello"), "zip archive"),
    "nested zip": (lambda: changed({"xl/embeddings/more.zip": good()}), "no workbook needs"),
    "program inside": (lambda: changed({"xl/run.exe": b"MZ"}), "no workbook needs"),
    "climbing path": (lambda: changed({"../../evil.xml": b"<x/>"}), "no workbook needs"),
    "formulas": (
        lambda: _in_sheet(b'<row r="9"><c r="B9"><f>HYPERLINK("http://x")</f><v>1</v></c></row>'),
        "",
    ),
    "millions of strings": (
        lambda: changed({"xl/sharedStrings.xml": _strings(3_000_000, "<si><t>a</t></si>" * 3_000_000)}),
        "zip bomb",
    ),
    "different strings": (
        lambda: changed({"xl/sharedStrings.xml": _strings(600_000, _different(600_000))}),
        "more text",
    ),
    "broken XML": (lambda: _in_sheet(b"<row><c>"), "cannot be read"),
    "deep XML": (_deep, "cannot be read"),
    "no sheet": (lambda: changed(without="xl/worksheets/sheet1.xml"), "no sheet with cells"),
    "nothing": (lambda: b"", "empty"),
    "OpenDocument": (lambda: _archive(mimetype=b"x", content_dot_xml=b"<x/>"), "OpenDocument"),
    "Word": (lambda: _archive(word__document_dot_xml=b"<x/>"), "Word document"),
    "binary workbook": (lambda: _archive(xl__workbook_dot_bin=b"x"), "binary workbook"),
    "PDF": (lambda: b"%PDF-1.7\n", "PDF"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n", "picture"),
    "program": (lambda: b"MZ\x90\0\3\0\0\0\4" + bytes(range(256)), "not text"),
}


def mutated(rng: random.Random) -> bytes:
    """The good workbook after a few random injuries, some in the zip and some within a part."""
    if rng.random() < 0.5:
        data = bytearray(good())
        for _n in range(rng.randint(1, 20)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return bytes(data[: rng.randint(len(data) // 2, len(data))] if rng.random() < 0.2 else data)
    target = rng.choice(
        ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml")
    )

    def edit(name: str, data: bytes) -> bytes:
        if name != target:
            return data
        hurt = bytearray(data)
        for _n in range(rng.randint(1, 8)):
            at = rng.randrange(len(hurt))
            match rng.randrange(3):
                case 0:
                    hurt[at] = rng.randrange(256)
                case 1:
                    del hurt[at : at + rng.randint(1, 60)]
                case _:
                    hurt[at:at] = hurt[at // 2 : at // 2 + rng.randint(1, 60)]
        return bytes(hurt)

    return changed(edit=edit)
