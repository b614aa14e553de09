"""Reading a PDF back: what the tests look at."""

from __future__ import annotations

import contextlib
import re
import zlib
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from exports.job import Job
from exports.pdf import write_pdf
from exports.report import Report
from okrdesk.workshop import Workshop


def export(workshop: Workshop, folder: Path, **options: Any) -> tuple[pdfium.PdfDocument, Report]:
    """Write a workshop and open what was written."""
    target = folder / "okrs.pdf"
    report = write_pdf(workshop, target, Job(), **options)
    return pdfium.PdfDocument(target), report


def page_texts(document: pdfium.PdfDocument) -> list[str]:
    """Each page's text with every run of white space as one space."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def all_text(document: pdfium.PdfDocument) -> str:
    """The text of all pages."""
    return " ".join(page_texts(document))


def squeezed(text: str) -> str:
    """Text without white space: a very long word breaks where a line ends."""
    return "".join(text.split())


def links(document: pdfium.PdfDocument) -> list[tuple[int, int]]:
    """From which page to which every link leads (-1: nowhere)."""
    found = []
    for number, page in enumerate(document):
        position, link = raw.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, position, link):
            destination = raw.FPDFLink_GetDest(document, link)
            found.append(
                (number, raw.FPDFDest_GetDestPageIndex(document, destination) if destination else -1)
            )
    return found


def dangers(path: Path) -> set[bytes]:
    """What acts, loads or shows a picture in the file: its names outside of streams and texts."""
    data = re.sub(rb"stream\r?\n.*?endstream", b"", path.read_bytes(), flags=re.DOTALL)
    data = re.sub(rb"\((?:\\.|[^\\()])*\)", b"", data, flags=re.DOTALL)
    names = set(re.findall(rb"/\w+", data))
    return names & {
        b"/A",
        b"/AA",
        b"/Action",
        b"/URI",
        b"/JavaScript",
        b"/JS",
        b"/Launch",
        b"/Image",
        b"/OpenAction",
    }


def unpacked(path: Path) -> bytes:
    """The file with all its streams unpacked."""
    data = path.read_bytes()
    parts = [data]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, flags=re.DOTALL):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompress(match[1]))
    return b"\n".join(parts)
