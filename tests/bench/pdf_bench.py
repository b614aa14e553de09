"""Team pages as PDF beside the same text wrapped and drawn on a bare reportlab canvas."""

from __future__ import annotations

import tempfile
from pathlib import Path

from exports.job import Job
from exports.pdf.look import BODY, LEADING, MARGIN, PAGES, SMALL
from exports.words import baseline_text, read_every_label, target_text
from okrdesk.cards import KeyResult, Objective
from okrdesk.workshop import Workshop
from tests.bench.measure import Row, side_by_side
from tests.factory import sample_workshop

LIMIT = 1.6
OBJECTIVES, KEY_RESULTS = 1_000, 3_000
TEXTS = {"generated text": 300, "40,000 different words": 40_000}
COLUMNS = (64.0, 68.0, 50.0, 72.0)  # from, to, read every, owner
WIDE = PAGES["A4"][0] - 2 * MARGIN - 32  # between the edges of an objective's block
FONTS = {"Text": "Inter-Regular.ttf", "SemiBold": "Inter-SemiBold.ttf", "Bold": "Inter-Bold.ttf"}


def ours(workshop: Workshop, target: Path) -> None:
    """The team pages and those of what waits, as the export writes them."""
    from exports.pdf.document import open_paper
    from exports.pdf.plan import Plan
    from exports.pdf.team_pages import TeamPages

    job = Job()
    paper = open_paper(workshop, target, "A4", draft=True)
    pages = TeamPages(paper, Plan(workshop), job)
    pages.write()
    pages.later()
    paper.save(job, "Planning data")


def floor(workshop: Workshop, target: Path) -> None:
    """The same words in the same widths and sizes, by the canvas's public calls and nothing else."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from exports.pdf.faces import FONTS as FOLDER

    rl_config.useA85 = 0
    for name, file in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))
    canvas = Canvas(str(target), pagesize=PAGES["A4"], pageCompression=1)
    bare = _Bare(canvas)
    for team in workshop.teams():
        for objective in workshop.objectives(team.id, parked=None):
            bare.objective(workshop, objective)
        bare.new_page()
    canvas.save()


class _Bare:
    """A pen on a bare canvas."""

    def __init__(self, canvas) -> None:
        self.canvas = canvas
        self.y = PAGES["A4"][1] - 72

    def new_page(self) -> None:
        self.canvas.showPage()
        self.y = PAGES["A4"][1] - 72

    def wrap(self, text: str, font: str, size: float, width: float) -> list[str]:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        lines, line, x = [], [], 0.0
        space = stringWidth(" ", font, size)
        for word in text.split():
            wide = stringWidth(word, font, size)
            if line and x + space + wide > width:
                lines.append(" ".join(line))
                line, x = [], 0.0
            x += (space if line else 0.0) + wide
            line.append(word)
        return [*lines, " ".join(line)] if line else lines

    def lines(self, text: str, font: str, size: float, leading: float, x: float, width: float) -> None:
        for line in self.wrap(text, font, size, width):
            self.y -= leading
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, self.y, line)

    def objective(self, workshop: Workshop, objective: Objective) -> None:
        results = workshop.key_results(objective.id)
        if self.y < 58 + 110 + 24 * len(results):
            self.new_page()
        top, x = self.y, MARGIN + 16
        feeds = [workshop.get(link.target) for link in workshop.links_from(objective.id)]
        names = [getattr(card, "title", "") or getattr(card, "text", "") for card in feeds]
        self.lines(f"{objective.code} {' '.join(names)}".upper(), "SemiBold", 7.4, 11, x, WIDE)
        self.lines(objective.title, "Bold", 12, 15.5, x, WIDE)
        self.lines(f"{workshop.name_of(objective.owner)} {objective.style}", "Text", SMALL, 15, x, WIDE)
        self.lines(objective.story, "Text", BODY, LEADING, x + 10, WIDE - 10)
        for link in workshop.links_from(objective.id):
            self.lines(link.sentence, "Text", BODY, LEADING, x + 10, WIDE - 10)
        for kr in results:
            self.key_result(workshop, kr, x)
        for condition in workshop.conditions(objective.id):
            self.lines(condition.text, "Text", BODY, LEADING, x, WIDE * 0.57)
        self.canvas.rect(MARGIN, self.y - 13, WIDE + 32, top - self.y + 13)
        self.canvas.rect(MARGIN, self.y - 13, 3, top - self.y + 13, stroke=0, fill=1)
        self.y -= 26

    def key_result(self, workshop: Workshop, kr: KeyResult, x: float) -> None:
        canvas, top = self.canvas, self.y
        canvas.setFont("Text", BODY)
        self.lines(kr.text, "Text", BODY, LEADING, x, WIDE - sum(COLUMNS) - 8)
        right = x + WIDE - sum(COLUMNS)
        owner = workshop.name_of(kr.owner)
        for width, text in zip(
            COLUMNS, (baseline_text(kr), target_text(kr), read_every_label(kr.read_every), owner), strict=True
        ):
            right += width
            for n, line in enumerate(self.wrap(text, "Text", BODY, width - 8)):
                canvas.drawRightString(right, top - LEADING * (n + 1), line)
        self.y -= 8.5
        canvas.line(x, self.y, x + WIDE, self.y)


def rows(rounds: int = 5) -> list[Row]:
    """The lines of the table, one for each text."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name, words in TEXTS.items():
            workshop = sample_workshop(objectives=OBJECTIVES, key_results=KEY_RESULTS, words=words)
            mine, theirs = Path(folder, "ours.pdf"), Path(folder, "floor.pdf")
            ours(workshop, mine)  # what is imported and looked up once is not measured
            floor(workshop, theirs)
            times = side_by_side(lambda: ours(workshop, mine), lambda: floor(workshop, theirs), rounds)  # noqa: B023
            found.append(Row(f"PDF, {OBJECTIVES:,} objectives, {name}", *times, "bare canvas", LIMIT))
    return found


def main() -> None:
    """Print the table's lines."""
    for row in rows():
        print(row)


if __name__ == "__main__":
    main()
