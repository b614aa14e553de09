"""`make anchor-eval`: whether notes find the words they were written on, after edits that know the answer.

`CORPUS=` names the folder with okrs.jsonl, `SEED=` repeats a draw, `EDITS=` says how many, for each set of
texts.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from okrdesk.cards import KeyResult, Objective, Team
from okrdesk.change import Put
from okrdesk.review.anchors import Place, place
from okrdesk.review.notes import Spot, quoted
from okrdesk.review.records import Note
from okrdesk.sample import sample
from okrdesk.workshop import Workshop
from tests.evals.edits_of_text import KINDS, Text, Trial, edit, words

Outcome = Literal["right", "changed, they went", "changed, they are there", "wrong"]
OUTCOMES: tuple[Outcome, ...] = ("right", "changed, they are there", "changed, they went", "wrong")

REPETITIVE = (
    "Grow sales in the north by 5. Grow sales in the south by 5. Grow sales in the west by 5.",
    "Grow sales in the north by 7. Grow sales in the south by 5. Grow sales in the east by 5.",
    "ship ship ship ship ship ship", "ship ship, ship ship, ship", "aaa aaaa aaa aa aaa aaaa aaa",
    "Raise the share of riders who return from 10% to 20%",
    "Raise the share of riders who pay from 10% to 20%",
    "Raise the share of shops that return from 10% to 30%", "the the the cat the the dog the the cat the",
    "One, two, one, two, one, two, three. One, two, one, two.", "Yes. No. Yes. No. Yes. Yes. No.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """How one trial went: what was read, what stands there now, and where the note was put."""

    kind: str
    outcome: Outcome
    read: str
    quote: str
    now: str
    place: Place

    def __str__(self) -> str:
        at = self.now[self.place.start : self.place.end]
        shown = {"read": self.read, "words": self.quote, "now": self.now, self.place.state: at}
        return self.kind + "".join(f"\n    {name:8} {text}" for name, text in shown.items())


def attempt(texts: Sequence[str], kind: str, chance: random.Random) -> Result:
    """Mark words in one of a few cards' texts, edit these, and see where the note stands."""
    chosen = chance.sample(texts, min(4, len(texts)))
    start, end = _marked(chosen[0], chance)
    tagged: dict[str, Text] = {
        f"k{n}": [(char, n == 0 and start <= at < end) for at, char in enumerate(text)]
        for n, text in enumerate(chosen)
    }
    spot = Spot("k0", "text", start, end)
    note = Note("note", card="k0", field="text", **quoted(chosen[0], spot))
    trial = Trial(tagged, "k0", chance)
    edit(trial, KINDS[kind])
    found = place(_workshop(trial.texts), note)
    return Result(kind, _judged(trial, found), note.read, note.quote, words(trial.text), found)


def _marked(text: str, chance: random.Random) -> tuple[int, int]:
    """A few neighbouring words; now and then any stretch of letters."""
    if chance.random() < 0.1:
        start = chance.randrange(len(text))
        end = chance.randrange(start + 1, len(text) + 1)
        if re.search(r"\w", text[start:end]):
            return start, end
    found = [m.span() for m in re.finditer(r"\w+", text)]
    first = chance.randrange(len(found))
    return found[first][0], found[min(len(found) - 1, first + chance.choice((0, 0, 1, 1, 2, 3, 5)))][1]


def _workshop(texts: dict[str, Text]) -> Workshop:
    results = [KeyResult(card, card, card, "o", words(text)) for card, text in texts.items()]
    return Workshop("w", [Team("t"), Objective("o", team="t"), *results])


def _judged(trial: Trial, found: Place) -> Outcome:
    """Wrong is every place that holds but one character which is none of the marked ones, spaces apart."""
    tags = [tag for _, tag in trial.text]
    if found.start is None or found.end is None:
        return "changed, they are there" if any(tags) else "changed, they went"
    inside = [tag for char, tag in trial.text[found.start : found.end] if not char.isspace()]
    return "right" if inside and all(inside) else "wrong"


def trials(texts: Sequence[str], count: int, seed: int) -> Iterator[Result]:
    """So many trials, all kinds of edits in turn."""
    chance = random.Random(seed)
    kinds = list(KINDS)
    for n in range(count):
        yield attempt(texts, kinds[n % len(kinds)], chance)


def own_texts() -> list[str]:
    """The texts of the sample workshop: short key results as well as stories of several sentences."""
    records = [step.record for step in sample().steps if isinstance(step, Put)]
    texts = [r.text for r in records if isinstance(r, KeyResult)]
    texts += [text for r in records if isinstance(r, Objective) for text in (r.title, r.story, r.why_now)]
    return [text for text in dict.fromkeys(texts) if re.search(r"\w", text)]


def _corpus(file: Path) -> list[str]:
    rows = [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines()]
    texts = [text for row in rows for text in (row["objective"], *(kr["text"] for kr in row["key_results"]))]
    stories = [" ".join(kr["text"].rstrip(".") + "." for kr in row["key_results"]) for row in rows]
    return [text for text in dict.fromkeys([*texts, *stories]) if re.search(r"\w", text)]


def _print(title: str, results: list[Result]) -> int:
    print(f"\n{title}: {len(results)} edits\n{'':36}" + "".join(f"{o:>26}" for o in OUTCOMES))
    for kind in [*KINDS, ""]:
        of_kind = [r for r in results if not kind or r.kind == kind]
        counts = Counter(r.outcome for r in of_kind)
        shares = "".join(f"{counts[o]:>18} {counts[o] / max(1, len(of_kind)):>7.1%}" for o in OUTCOMES)
        print(f"{kind or 'all':36}{shares}")
    similar = sum(r.place.state == "similar" for r in results)
    print(f"Found by likeness, and marked so: {similar}.")
    wrong = [r for r in results if r.outcome == "wrong"]
    print("\n".join(map(str, wrong[:5])))
    return len(wrong)


def main() -> int:
    """Print the outcomes for each set of texts; 1 when any note stands on wrong words."""
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10_000))
    count = int(os.environ.get("EDITS") or 1000)
    sets = {"The sample's texts": own_texts(), "Repetitive texts": list(REPETITIVE)}
    corpus = Path(os.environ.get("CORPUS") or "../shared/corpus") / "okrs.jsonl"
    if corpus.is_file():
        sets["The corpus"] = _corpus(corpus)
    else:
        print(f"anchor-eval: there is no {corpus}; CORPUS=FOLDER names the folder that holds okrs.jsonl.")
    wrong = sum(_print(title, list(trials(texts, count, seed))) for title, texts in sets.items())
    print(f"Drawn with SEED={seed}. On wrong words: {wrong}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
