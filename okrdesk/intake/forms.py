"""Sheets filled in as a form, one line below the other: "Objective | Win the hotels", "Owner | Ida"."""

from __future__ import annotations

from okrdesk.intake.grid import Grid
from okrdesk.intake.labels import PROPERTY, unlabel
from okrdesk.intake.lines import Line


def form_lines(grid: Grid) -> list[Line]:
    """The rows of a form as lines of an outline, "Owner: Ida"; none when `grid` is no form."""
    lines: list[Line] = []
    label, gap = "", True
    for number, row in enumerate(grid.rows, grid.first):
        texts = [cell.text for cell in row if cell.text and not cell.merged]
        if not texts:
            gap = True
            continue
        if len(texts) > 2 or any(cell.formula for cell in row):
            return []
        if len(texts) == 2:
            label = texts[0].strip().rstrip(":：")
        again = label if unlabel(label).role == "key_result" else "Note"
        stated = len(texts) == 2 or ":" in texts[0]
        words = " ".join(texts[-1].split())
        line = words if len(texts) == 1 and stated else f"{label if stated else again}: {words}"
        lines.append(Line(number, line, gap=gap))
        gap = False
    return lines if _is_form(lines) else []


def _is_form(lines: list[Line]) -> bool:
    """Whether objectives, key results and what is said of them make up nearly all of the lines."""
    roles = [unlabel(line.text).role for line in lines]
    said = [not role and bool(PROPERTY.fullmatch(line.text)) for role, line in zip(roles, lines, strict=True)]
    told = sum(map(bool, roles)) + sum(said)
    return {"objective", "key_result"} <= set(roles) and any(said) and told >= 0.8 * len(lines)
