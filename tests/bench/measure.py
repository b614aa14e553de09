"""Timing side by side: ours and its floor or peer take turns in one run, and the medians are compared."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: our figure beside the floor's, both in `unit`, and what must be reached."""

    what: str
    ours: float
    floor: float
    floor_name: str
    limit: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Ours over the floor; below 1 is better than the floor."""
        return self.ours / self.floor

    def __str__(self) -> str:
        verdict = "met" if self.ratio <= self.limit else "NOT MET"
        figures = f"{self.what:<52} {self.ours:>9.1f} {self.unit:<2}"
        beside = f"{self.floor_name}: {self.floor:.1f} {self.unit}"
        return f"{figures} | {beside} | ratio {self.ratio:.2f}, must be ≤ {self.limit:g}: {verdict}"


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes, with the garbage of what came before out of the way."""
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def side_by_side(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int = 5
) -> tuple[float, float]:
    """Median milliseconds of both, measured in turns."""
    mine, theirs = [], []
    for _ in range(rounds):
        theirs.append(timed(floor))
        mine.append(timed(ours))
    return statistics.median(mine), statistics.median(theirs)


def process(code: str, *arguments: str) -> tuple[float, list[str]]:
    """Run Python code in a fresh process. Gives milliseconds from the command to its line "painted".

    The code prints `painted <time.monotonic()>` when it is there; every line it printed comes back too.
    """
    # Compiled modules are kept between starts, as they are on a person's machine.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", code, *arguments]
    start = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    lines = done.stdout.splitlines()
    painted = next(float(line.split()[1]) for line in lines if line.startswith("painted "))
    return (painted - start) * 1000, lines
