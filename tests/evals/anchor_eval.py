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
from collections.abc import Sequence
from pathlib import Path

from okrdesk.cards import KeyResult, Objective
from okrdesk.change import Put
from okrdesk.sample import sample
from tests.evals import edits_of_text, edits_of_words
from tests.evals.anchor_trials import OUTCOMES, Draw, Result, trials

GENERATORS: dict[str, tuple[Draw, Sequence[str]]] = {
    "letters": (edits_of_text.draw, tuple(edits_of_text.KINDS)),
    "words": (edits_of_words.draw, edits_of_words.KINDS),
}
REPETITIVE = (
    "Grow sales in the north by 5. Grow sales in the south by 5. Grow sales in the west by 5.",
    "Grow sales in the north by 7. Grow sales in the south by 5. Grow sales in the east by 5.",
    "ship ship ship ship ship ship", "ship ship, ship ship, ship", "aaa aaaa aaa aa aaa aaaa aaa",
    "Raise the share of riders who return from 10% to 20%",
    "Raise the share of riders who pay from 10% to 20%",
    "Raise the share of shops that return from 10% to 30%", "the the the cat the the dog the the cat the",
    "One, two, one, two, one, two, three. One, two, one, two.", "Yes. No. Yes. No. Yes. Yes. No.",
)  # fmt: skip


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


def _print(title: str, kinds: Sequence[str], results: list[Result]) -> int:
    print(f"\n{title}: {len(results)} edits\n{'':36}" + "".join(f"{o:>21}" for o in OUTCOMES))
    for kind in [*kinds, ""]:
        of_kind = [r for r in results if not kind or r.kind == kind]
        counts = Counter(r.outcome for r in of_kind)
        shares = "".join(f"{counts[o]:>13} {counts[o] / max(1, len(of_kind)):>7.1%}" for o in OUTCOMES)
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
    sets = {
        "The sample's texts": own_texts(),
        "Repetitive texts": list(REPETITIVE),
        "Texts of all kinds": list(edits_of_words.OF_ALL_KINDS),
    }
    corpus = Path(os.environ.get("CORPUS") or "../shared/corpus") / "okrs.jsonl"
    if corpus.is_file():
        sets["The corpus"] = _corpus(corpus)
    else:
        print(f"anchor-eval: there is no {corpus}; CORPUS=FOLDER names the folder that holds okrs.jsonl.")
    wrong = 0
    for title, texts in sets.items():
        for name, (draw, kinds) in GENERATORS.items():
            results = list(trials(draw, kinds, texts, count, seed))
            wrong += _print(f"{title}, edits of {name}", kinds, results)
    print(f"Drawn with SEED={seed}. On wrong words: {wrong}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
