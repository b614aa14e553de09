"""Workbooks that would hang or blow up a naive reader: each refused in a sentence of its own, or harmless."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from okrdesk.intake import IntakeError, propose
from tests.okrdesk.intake import hostile

GOOD = {"Bread that sells itself", "No van stands still"}


# Runs in a small process of its own, since a child's peak counts what its parent held when it began.
MEASURE = """
import json, resource, sys
from pathlib import Path
from okrdesk.intake import IntakeError, propose
found = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        said = [o.title for o in propose(path).objectives]
    except IntakeError as refused:
        said = str(refused)
    found[path.name] = said
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
status = Path("/proc/self/status")  # getrusage would count what the parent held before this process began
if status.exists():
    peak = max(peak, int(status.read_text().split("VmHWM:")[1].split()[0]))
json.dump({"found": found, "peak": peak}, sys.stdout)
"""


@pytest.mark.timeout(180)
def test_hostile_workbooks_are_refused_or_harmless(tmp_path: Path):
    files = {f"{n:02}.xlsx": name for n, name in enumerate(hostile.HOSTILE)}
    for file, name in files.items():
        (tmp_path / file).write_bytes(hostile.HOSTILE[name][0]())
    command = [sys.executable, "-c", MEASURE, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=150)
    measured = json.loads(done.stdout)
    for file, said in measured["found"].items():
        words = hostile.HOSTILE[files[file]][1]
        if words:
            assert isinstance(said, str), f"{files[file]} was taken"
            assert words in said and file in said and said.endswith("."), f"{files[file]}: {said}"
        else:
            assert set(said) >= GOOD, f"{files[file]}: {said}"
    assert measured["peak"] < 200 * (2**20 if sys.platform == "darwin" else 2**10)


def test_each_refusal_has_a_sentence_of_its_own():
    words = [words for _make, words in hostile.HOSTILE.values() if words]
    assert len(set(words)) >= 15


def test_a_folder_is_refused(tmp_path: Path):
    with pytest.raises(IntakeError, match="is a folder"):
        propose(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(IntakeError, match=r"cannot be opened: No such file"):
        propose(tmp_path / "gone.xlsx")


def write(name: str, folder: Path) -> Path:
    path = folder / "plan.xlsx"
    path.write_bytes(hostile.HOSTILE[name][0]())
    return path


def test_formulas_are_listed_and_not_taken(tmp_path: Path):
    proposal = propose(write("formulas", tmp_path))
    assert any("HYPERLINK" in left.text and "formula" in left.why for left in proposal.left_out)
    assert not any("HYPERLINK" in o.title for o in proposal.objectives)


def test_what_lies_beyond_the_limits_is_said(tmp_path: Path):
    proposal = propose(write("far cell", tmp_path))
    assert any("5,000 rows" in left.why for left in proposal.left_out)


def injure(count: int, seed: int, tmp_path: Path) -> None:
    for n in range(count):
        rng = random.Random(seed + n)
        path = tmp_path / "plan.xlsx"
        path.write_bytes(hostile.mutated(rng))
        try:
            proposal = propose(path)
        except IntakeError as refused:
            assert "plan.xlsx" in str(refused)
        else:
            assert len(proposal.objectives) <= 10


def test_injured_workbooks_do_not_crash(tmp_path: Path):
    injure(40, 0, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_500_injured_workbooks_do_not_crash(tmp_path: Path):
    injure(500, 1_000, tmp_path)
