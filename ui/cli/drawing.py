"""`okrdesk picture`: a room of the workshop, drawn into a file without a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from exports.atomic import write_atomically
from okrdesk.workshop import Workshop
from ui.app import gui


def draw(workshop: Workshop, room: str, target: Path, *, dark: bool, width: int) -> None:
    """Draw `room` ("board") into the PNG file `target`, `width` pixels wide. Raises CannotWrite."""
    from ui.board.picture import render
    from ui.look.theme import Theme

    assert room == "board"
    app = gui()  # kept until the picture is drawn: without it Qt cannot
    data = _png(render(workshop, Theme.load("dark" if dark else "light"), width))
    del app
    write_atomically(target, lambda part: _write(part, data), lambda _part: None)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _write(part: Path, data: bytes) -> None:
    part.write_bytes(data)
