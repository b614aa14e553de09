"""Where notes stand beside the words they speak of: as near as they can without covering one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def stack(
    wanted: Sequence[float], heights: Sequence[float], gap: float, fixed: int | None, lowest: float = 0.0
) -> list[float]:
    """The tops of boxes of these `heights`, in their order, `gap` apart.

    Each stands where it is `wanted` or, when the one above is in the way, right below that. The one at index
    `fixed` stands where it is wanted; those above it give way upwards, the others downwards. Those above it
    for which there is no room push it down, though not below `lowest`: nothing above 0 can be scrolled to.
    """
    tops = _downwards(wanted, heights, gap, float("-inf"))
    if fixed is None:
        return tops
    above = sum(heights[:fixed]) + gap * (fixed + 1)
    tops[fixed] = max(wanted[fixed], min(above, lowest))
    for n in range(fixed - 1, -1, -1):
        tops[n] = min(tops[n], tops[n + 1] - gap - heights[n])
    start = tops[fixed] + heights[fixed] + gap
    tops[fixed + 1 :] = _downwards(wanted[fixed + 1 :], heights[fixed + 1 :], gap, start)
    return tops


def free_of_overlap(tops: Sequence[float], heights: Sequence[float]) -> bool:
    """Whether no box stands on the next."""
    return all(a + h <= b + 0.5 for (a, b), h in zip(pairwise(tops), heights, strict=False))


def _downwards(wanted: Sequence[float], heights: Sequence[float], gap: float, start: float) -> list[float]:
    tops: list[float] = []
    for place, height in zip(wanted, heights, strict=True):
        tops.append(max(place, start))
        start = tops[-1] + height + gap
    return tops
