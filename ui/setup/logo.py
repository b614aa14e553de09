"""The organisation's logo: chosen from a file or dropped, shown small, and removed again."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from okrdesk import check, team_edits
from okrdesk.i18n import _
from ui.files.dropping import take_copy
from ui.inspector.fields import Field
from ui.inspector.pieces import Line, beside, quiet_button
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.setup.bench import SetupBench
from ui.setup.section import STACKS

_SIZE = QSize(120, 56)  # of the paper that it lies on, in pixels: no text, so it leaves large text its room
_MARGIN = 6


class Paper(QLabel):
    """The picture on a piece of paper, which is white in the dark, too: that is what logos are made for."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(_SIZE)
        self.white = QColor()

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.pixmap().isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.white)
            painter.drawRoundedRect(self.rect(), 6, 6)
            painter.end()
        super().paintEvent(event)


class LogoField(Field):
    """The logo, on a piece of paper in its size."""

    def __init__(self, bench: SetupBench) -> None:
        super().__init__(bench, "logo", _("Logo"))
        self.setAcceptDrops(True)
        self._window = bench.window
        self._shown: str | None = None
        self.picture = Paper()
        self.choose = quiet_button(_("Choose a picture…"))
        self.choose.clicked.connect(self._ask)
        self.remove = quiet_button(_("Remove"))
        self.remove.setAccessibleName(_("Remove the logo"))
        self.remove.clicked.connect(self._remove)
        limit = check.LARGEST_LOGO // 1024
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(Line("note", _("PNG or JPEG, up to {n} KB. You can drop it here.").format(n=limit)))
        for button in (self.choose, self.remove):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        row = beside(self.picture, words, stretch=1, spacing=8)
        row.setObjectName(STACKS)
        row.setContentsMargins(6, 2, 0, 2)
        self.put(row)

    def value(self) -> str:
        """The picture in base64; "" is none."""
        return self.workshop.organisation.logo

    def refresh(self) -> None:
        """Show the logo as it is now."""
        logo = self.value()
        if logo != self._shown:
            self._shown = logo
            self._draw(logo)
        self.remove.setVisible(bool(logo))

    def set_theme(self, theme: Theme) -> None:
        """Paper takes the theme's lightest colour."""
        self.picture.white = theme.color("ink" if theme.dark else "card")
        self.picture.update()

    def take(self, path: Path) -> None:
        """Make the picture in a file the logo; why not is told below."""
        try:
            with path.open("rb") as file:
                picture = file.read(check.LARGEST_LOGO + 1)
        except OSError as error:
            self.tell(_("{file} could not be read ({why}).").format(file=path.name, why=error.strerror))
            return
        fault = check.logo_fault(b64encode(picture).decode("ascii"))
        if fault is None and QImage.fromData(picture).isNull():
            fault = _("{file} is damaged: there is no picture in it.").format(file=path.name)
        if fault is not None:
            self.tell(fault)
        else:
            self.do(team_edits.logo_change(self.workshop, picture))

    # ------------------------------------------------------------ within
    def _draw(self, logo: str) -> None:
        pixmap = QPixmap()
        if logo:
            pixmap.loadFromData(b64decode(logo))
        if pixmap.isNull():
            self.picture.setPixmap(QPixmap())
            self.picture.setText(_("none yet"))
            self.picture.setAccessibleName(_("No logo yet"))
            return
        ratio = self.devicePixelRatioF()
        room = (self.picture.size() - QSize(2 * _MARGIN, 2 * _MARGIN)) * ratio
        if pixmap.width() > room.width() or pixmap.height() > room.height():
            ways = (Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            pixmap = pixmap.scaled(room, *ways)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)
        self.picture.setAccessibleName(_("The logo"))

    def _ask(self) -> None:
        kinds = _("Pictures") + " (*.png *.jpg *.jpeg)"
        chosen, _kind = QFileDialog.getOpenFileName(self._window, _("Choose a logo"), "", kinds)
        if chosen:
            self.take(Path(chosen))

    def _remove(self) -> None:
        self.do(team_edits.logo_change(self.workshop, b""))
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @guarded()
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(_file_of(event.mimeData()) is not None)

    @guarded()
    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_of(event.mimeData())
        if path is not None:
            take_copy(event)
            self.take(path)


def _file_of(data: QMimeData) -> Path | None:
    """The one file that is dropped."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
