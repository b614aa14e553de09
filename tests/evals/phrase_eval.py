"""`make phrase-eval`: how much of real lines quick entry reads, and 200 readings to be judged by a person.

`CORPUS=` names the folder with okrs.jsonl, `SEED=` repeats a draw.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from pathlib import Path

from okrdesk.phrase import Phrase, read

_READINGS = 200


def _lines(corpus: Path) -> list[str]:
    """The texts of the key results that hold a digit, each once."""
    with corpus.open(encoding="utf-8") as rows:
        texts = [result["text"] for row in rows for result in json.loads(row)["key_results"]]
    return [text for text in dict.fromkeys(texts) if any(map(str.isdigit, text))]


def _reach(phrase: Phrase) -> str:
    """How much of a line's digits was read."""
    covered = {n for span in phrase.spans for n in range(span.start, span.end)}
    inside = [n in covered for n, char in enumerate(phrase.text) if char.isdigit()]
    return "fully" if all(inside) else "partly" if any(inside) else "not at all"


def _shown(phrase: Phrase) -> str:
    read_fields = {key: value for key, value in phrase.fields().items() if key not in ("text", "metric")}
    if phrase.owner_name:
        read_fields["owner_name"] = phrase.owner_name
    return f"  {phrase.text}\n    = {phrase.metric}\n    + " + (
        ", ".join(f"{key} {value}" for key, value in read_fields.items()) or "nothing"
    )


def main() -> int:
    corpus = Path(os.environ.get("CORPUS") or "../shared/corpus") / "okrs.jsonl"
    if not corpus.is_file():
        print(f"phrase-eval: there is no {corpus}; CORPUS=FOLDER names the folder that holds okrs.jsonl.")
        return 0
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10_000))
    phrases = [read(line) for line in _lines(corpus)]
    counts = Counter(map(_reach, phrases))
    chosen = random.Random(seed).sample(phrases, min(_READINGS, len(phrases)))
    print("\n".join(map(_shown, chosen)))
    print(f"\n{len(chosen)} readings of {len(phrases)} lines with digits, drawn with SEED={seed}.")
    for reach in ("fully", "partly", "not at all"):
        print(f"{reach:>10}: {counts[reach]:4} lines, {counts[reach] / max(1, len(phrases)):.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
