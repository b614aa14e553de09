"""The organisation's logo at the head of the first page."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO

from reportlab.lib.utils import ImageReader

from exports.pdf.look import MARGIN
from exports.pdf.paper import Paper
from okrdesk.i18n import _

TOP, HIGHEST, WIDEST = 58.0, 38.0, 130.0  # points; below the mark of a draft
MOST_PIXELS = 4096 * 4096  # a small file may unpack to a picture that fills the memory


def draw_logo(paper: Paper, logo: str) -> str:
    """Draw a PNG or JPEG in base64 at the page's upper right; "" where there is none.

    Returns why it was left out, as a sentence, or "".
    """
    if not logo:
        return ""
    try:
        picture = ImageReader(BytesIO(b64decode(logo)))
        width, height = picture.getSize()
        if width * height > MOST_PIXELS:
            return _("The logo has too many pixels for paper and was left out.")
        scale = min(WIDEST / width, HIGHEST / height)
        right = paper.width - MARGIN
        paper.picture(right - width * scale, TOP, width * scale, height * scale, picture)
    except Exception:  # Pillow raises whatever its many readers raise
        return _("The logo could not be read as a picture and was left out.")
    return ""
