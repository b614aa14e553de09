"""The organisation's logo on the first page, and what cannot be drawn."""

import zlib
from base64 import b64encode
from dataclasses import replace
from io import BytesIO
from struct import pack

import pytest
from PIL import Image

from okrdesk.cards import Organisation
from okrdesk.workshop import Workshop
from tests.exports.pdf.making import sample_plan
from tests.exports.pdf.reading import export, page_texts


def with_logo(data: bytes) -> Workshop:
    plan = sample_plan()
    mine = plan.organisation
    others = [record for record in plan if not isinstance(record, Organisation)]
    return Workshop(plan.id, [*others, replace(mine, logo=b64encode(data).decode())])


def picture(form: str, mode: str) -> bytes:
    file = BytesIO()
    Image.new(mode, (300, 90), "red").save(file, form)
    return file.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 400 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    head = pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def reddest(page) -> list[tuple[int, int]]:
    image = page.render().to_pil().convert("RGB")
    w, h = image.size
    return [(x, y) for x in range(0, w, 3) for y in range(0, h, 3) if image.getpixel((x, y)) == (255, 0, 0)]


@pytest.mark.parametrize(("form", "mode"), [("PNG", "RGBA"), ("PNG", "RGB"), ("JPEG", "RGB")])
def test_the_logo_stands_at_the_head_of_the_first_page(tmp_path, form, mode):
    document, report = export(with_logo(picture(form, mode)), tmp_path)
    assert report.notes == ()
    if form == "PNG":
        spots = reddest(document[0])
        assert min(x for x, _y in spots) > document[0].get_width() / 2
        assert max(y for _x, y in spots) < 110
        assert not reddest(document[1])
    assert "Who is working on what" in page_texts(document)[0]


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"\x89PNG\r\n\x1a\n and no more", "could not be read"), (bomb(), "too many pixels|could not be read")],
)
def test_a_logo_that_is_none_is_left_out_and_said_so(tmp_path, data, why):
    document, report = export(with_logo(data), tmp_path)
    assert len(report.notes) == 1
    assert any(part in report.notes[0] for part in why.split("|"))
    assert "Who is working on what" in page_texts(document)[0]
