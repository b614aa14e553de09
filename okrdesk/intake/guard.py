"""Looks into a workbook before anything reads it, and refuses what no plan of a quarter looks like.

Limits and reasons: a workbook is a zip of XML parts, and both can be built to hang or blow up their reader.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from okrdesk.i18n import _
from okrdesk.intake.proposal import IntakeError

MAX_BYTES = 20 * 2**20
MAX_PARTS = 500
MAX_UNPACKED = 100 * 2**20
MAX_RATIO = 150
MAX_SHEETS = 200
MAX_STRINGS = 10 * 2**20  # of xl/sharedStrings.xml, which openpyxl reads whole
_SMALL = 2**20  # below this a high ratio does no harm

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_ALLOWED = re.compile(
    r"(\[content_types\]\.xml|(_rels|docprops|docmetadata|customxml|xl)/([^/]+/)*[^/]*"
    r"\.(xml|rels|vml|bin|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|txt))",
    re.IGNORECASE,
)
_OTHER_ZIPS = {
    "content.xml": _("an OpenDocument file"),
    "word/document.xml": _("a Word document"),
    "ppt/presentation.xml": _("a PowerPoint presentation"),
    "index/document.iwa": _("a Numbers or Pages file"),
    "xl/workbook.bin": _("a binary workbook (.xlsb)"),
}


def check_workbook(path: Path) -> None:
    """Raise IntakeError, with a sentence of its own for each reason, unless `path` is safe to read."""
    if path.stat().st_size > MAX_BYTES:
        raise _no(path, _("is larger than 20 MB. Save the sheet with the OKRs as a workbook of its own."))
    try:
        with zipfile.ZipFile(path) as book:
            _check_parts(path, book)
            _check_contents(path, book)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise _damaged(path) from error
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise _no(path, _("is protected by a password. Take the password off and save it again.")) from error


def _no(path: Path, why: str) -> IntakeError:
    return IntakeError(_("“{name}” {why}").format(name=path.name, why=why))


def _damaged(path: Path) -> IntakeError:
    return _no(path, _("is damaged or cut short. Open it in Excel or LibreOffice and save it again."))


def _check_parts(path: Path, book: zipfile.ZipFile) -> None:
    """What the zip's directory says: how many parts, and of what kind."""
    infos = book.infolist()
    if len(infos) > MAX_PARTS:
        raise _no(path, _("has more than 500 parts. Save the sheet with the OKRs as a workbook of its own."))
    names = {info.filename.lower() for info in infos}
    for part, what in _OTHER_ZIPS.items():
        if part in names:
            raise _no(path, _("is {what}. Save it as .xlsx or .csv.").format(what=what))
    if "xl/workbook.xml" not in names and "[content_types].xml" not in names:
        raise _no(path, _("is a zip archive, not a workbook. Unpack it and choose the file inside."))
    if any("vbaproject" in name for name in names):
        raise _no(path, _("contains macros. Save it as .xlsx, without macros."))
    if any(name.startswith("xl/externallinks/") for name in names):
        raise _no(path, _("links to other workbooks. Break the links (Data › Edit Links) and save it again."))
    for info in infos:
        if not info.is_dir() and not _ALLOWED.fullmatch(info.filename):
            part = info.filename[:60]
            raise _no(path, _("contains “{part}”, which no workbook needs. Save it anew.").format(part=part))


def _check_contents(path: Path, book: zipfile.ZipFile) -> None:
    """What unpacking gives: never trusting the sizes that the directory states."""
    total = 0
    for info in book.infolist():
        name = info.filename.lower()
        with book.open(info) as part:
            head = part.read(4096)
            if name.endswith((".xml", ".rels", ".vml")) and _has_dtd(head):
                raise _no(path, _("declares entities (a DTD), which no workbook does. It was not opened."))
            size = len(head)
            sheets = len(_SHEET.findall(head)) if name == "xl/workbook.xml" else 0
            while chunk := part.read(2**18):
                size += len(chunk)
                sheets += len(_SHEET.findall(chunk)) if name == "xl/workbook.xml" else 0
                _check_size(path, info, size, total + size)
            total += size
        if sheets > MAX_SHEETS:
            raise _no(path, _("lists more than 200 sheets. Save the sheet with the OKRs by itself."))
        if name == "xl/sharedstrings.xml" and size > MAX_STRINGS:
            raise _no(
                path,
                _("holds more text than any plan. Save the sheet with the OKRs as a workbook of its own."),
            )


def _check_size(path: Path, info: zipfile.ZipInfo, size: int, total: int) -> None:
    if total > MAX_UNPACKED:
        raise _no(path, _("unpacks to more than 100 MB. Save the sheet with the OKRs by itself."))
    if size > _SMALL and size > MAX_RATIO * max(1, info.compress_size):
        raise _no(path, _("unpacks to more than 150 times its size, like a zip bomb. It was not opened."))


def _has_dtd(head: bytes) -> bool:
    plain = head.replace(b"\0", b"").upper()  # UTF-16 too
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
