"""Mutated packets: none crashes, none alters anything but its author's notes, each refusal has a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter

import pytest

from okrdesk.canonical import canonical
from okrdesk.change import Put, inverse
from okrdesk.check import fault
from okrdesk.review.form import PacketRefused
from okrdesk.review.merging import merge_preview
from okrdesk.review.notes import Reviewing, Spot, add_note
from okrdesk.review.packet import read_packet
from okrdesk.review.records import Note, Said
from okrdesk.workshop import Workshop
from tests.okrdesk.review.mutants import HEAVY, SIGNED, SPOILT, Mutator
from tests.okrdesk.review.packets import Reader, answered, merged, person, sent_to, small_desk

RITA = person("Rita Moss")
LARGEST_MB = 200


def target() -> tuple[Workshop, bytes]:
    """A workshop with somebody else's notes, an older state of Rita's, and Rita's packet."""
    desk = small_desk()
    merged(desk, answered(desk, "Otto Falk"))
    rita = Reader(sent_to(desk, "Rita Moss")[1], RITA)
    rita.note(text="What for?")
    rita.note("o2", "Say more", field="title", start=0, end=6)
    merged(desk, rita.answer("reading"))
    rita.note("k2", "Since when?", kind="risk")
    rita.submit()
    return desk.workshop, rita.answer()


def try_out(workshop: Workshop, data: bytes) -> str:
    """Merge one mutant on trial; "merged", or the code of its refusal. What it may do is asserted."""
    preview = merge_preview(workshop, [("mutant", data)])
    change = preview.change
    if change:
        (back,) = preview.reviewers
        before = {record.id: record for record in workshop}
        touched = workshop.apply(change.steps)
        assert fault(workshop, touched) is None
        for id_ in touched.added | touched.altered:
            record = workshop[id_]
            assert isinstance(record, Said)
            assert record.key == back.key
            assert before.get(id_) is None or before[id_].key == back.key  # type: ignore[attr-defined]
        assert not touched.removed
        assert canonical(workshop)
        workshop.apply(inverse(change.steps))
        assert {record.id: record for record in workshop} == before
    for refused in preview.refused:
        assert refused.sentence.endswith(".")
        assert "\n" not in refused.sentence
        return refused.code
    return "merged"


def opens(data: bytes) -> None:
    """A mutant is opened to be read, or refused."""
    try:
        packet = read_packet(data)
    except PacketRefused as refused:
        assert str(refused)
        return
    shown = Workshop("shown", packet.sent.everything)
    for objective in (o for team in packet.sent.about for o in shown.objectives(team)):
        shown.apply([Put(step.record) for step in add_note(
            shown, RITA.author, Reviewing(), Spot(objective.id), "note", "Read").steps
            if isinstance(step, Put) and isinstance(step.record, Note)])  # fmt: skip


def test_three_hundred_mutants_alter_nothing_but_their_own_authors_notes():
    workshop, good = target()
    codes: Counter[str] = Counter()
    for name, data in Mutator(good, RITA, seed=1).mutants(300):
        codes[try_out(workshop, data)] += 1
        opens(data)
        assert name
    assert codes["merged"] < 60
    assert {
        "changed",
        "cut off",
        "fields",
        "not said",
        "author",
        "unbound",
        "absurd",
        "encoding",
    } <= codes.keys()


@pytest.mark.parametrize("maker", [*SPOILT, *SIGNED, *HEAVY], ids=lambda maker: maker.__name__)
def test_each_way_to_spoil_a_packet(maker):
    workshop, good = target()
    mutator = Mutator(good, RITA, seed=2)
    for _ in range(1 if maker in HEAVY else 8):
        data = maker(mutator)
        code = try_out(workshop, data)
        if maker in SPOILT and data != good:
            assert code != "merged"
        if maker in HEAVY:
            assert code in ("large", "deep", "much", "fields", "twice", "unbound", "long")


def test_the_good_packet_is_merged():
    workshop, good = target()
    assert try_out(workshop, good) == "merged"


def tell(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{line}")


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_twenty_thousand_mutants(capsys):
    workshop, good = target()
    codes: Counter[str] = Counter()
    slowest: dict[str, float] = {}
    for name, data in Mutator(good, RITA, seed=3).mutants(20_000):
        start = time.perf_counter()
        code = try_out(workshop, data)
        slowest[name] = max(slowest.get(name, 0), (time.perf_counter() - start) * 1000)
        codes[code] += 1
        opens(data)
    worst = sorted(slowest.items(), key=lambda item: item[1])
    tell(capsys, "20,000 mutants: " + ", ".join(f"{n} {code}" for code, n in codes.most_common()))
    tell(capsys, "slowest, in ms: " + ", ".join(f"{name} {ms:.0f}" for name, ms in worst[-5:]))
    assert sum(codes.values()) == 20_000


_CHILD = """
import json, resource, sys, time
from tests.okrdesk.review.mutants import HEAVY, Mutator
from tests.okrdesk.review.test_mutants import RITA, target, try_out
workshop, good = target()
data = HEAVY[int(sys.argv[1])](Mutator(good, RITA, seed=4))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
code = try_out(workshop, data)
took = time.perf_counter() - start
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([code, took, len(data) / 1e6, (after - before) / 1024, after / 1024]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell how much memory a process had")
@pytest.mark.parametrize("number", range(len(HEAVY)), ids=[maker.__name__ for maker in HEAVY])
def test_heavy_packets_are_refused_in_bounded_memory(number, capsys):
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(number)], capture_output=True, text=True, check=True, timeout=60
    )
    code, took, size, more, most = json.loads(done.stdout.splitlines()[-1])
    told = f"{HEAVY[number].__name__}: {size:.1f} MB, {code!r} in {took:.2f} s, {more:.0f} MB more"
    tell(capsys, f"{told}, {most:.0f} MB in all")
    assert code != "merged"
    assert more < LARGEST_MB
