"""Who goes with whom at the least cost together: the assignment problem."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def least_cost(costs: Sequence[Sequence[int]]) -> list[int]:
    """For each row of a square table of costs its column, each column once, so that the sum is least.

    The Hungarian method with potentials, n³ steps; the same answer for the same table.
    """
    n = len(costs)
    of_row, of_column = [0] * (n + 1), [0] * (n + 1)  # potentials; row and column 0 are nobody's
    row_of = [0] * (n + 1)
    for row in range(1, n + 1):
        row_of[0] = row
        column, came_from = 0, [0] * (n + 1)
        least: list[float] = [inf] * (n + 1)
        done = [False] * (n + 1)
        while row_of[column]:
            done[column], at = True, row_of[column]
            for c in range(1, n + 1):
                if not done[c]:
                    cost = costs[at - 1][c - 1] - of_row[at] - of_column[c]
                    if cost < least[c]:
                        least[c], came_from[c] = cost, column
            column = min((c for c in range(1, n + 1) if not done[c]), key=least.__getitem__)
            step = int(least[column])
            for c in range(n + 1):
                if done[c]:
                    of_row[row_of[c]] += step
                    of_column[c] -= step
                else:
                    least[c] -= step
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    found = [0] * n
    for c in range(1, n + 1):
        found[row_of[c] - 1] = c - 1
    return found
