"""Packets as accidents and attackers have them: bytes spoilt, JSON altered, and altered under good seals."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from okrdesk.cards import KINDS, fields_of
from okrdesk.profile import Profile
from okrdesk.review import saying
from okrdesk.review.form import LARGEST, canonical
from okrdesk.review.records import SAID
from okrdesk.review.signing import sign
from tests.okrdesk.review.packets import person, signed

Plain = dict[str, Any]
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**31, 2**52, 2**53 - 1, "", "x", "co", "eng", "o1", "yes", "=1+1", "\x00",
    "\u202e", "\ufffe", "e\u0301", "x" * 5000, "2026-01-01", "9999-12-31T23:59:59+00:00", "1E9", [], [""],
    ["a", "b"], [[]], {}, {"a": 1}, {"record": "Note"},
)  # fmt: skip
NAMES = ("extra", "record", "id", "key", "body", "title", "note", "about", "__class__", "")


class Mutator:
    """Makes mutants of a good packet by `author`, by chance that `seed` decides."""

    def __init__(self, good: bytes, author: Profile, seed: int) -> None:
        self.good = good
        self.author = author
        self.other = person("Somebody Else")
        self.chance = random.Random(seed)
        self.text = good.decode()

    def mutants(self, count: int) -> Iterator[tuple[str, bytes]]:
        """So many mutants, each with the name of what was done to it; the heavy ones come seldom."""
        for n in range(count):
            makers = HEAVY if n % 400 == 399 else SIGNED if n % 2 else SPOILT
            maker = self.chance.choice(makers)
            yield maker.__name__, maker(self)

    def plain(self) -> Plain:
        return json.loads(self.good)

    def place(self, within: Any, *, lists: bool = True) -> Any:
        """A random object (or list) within plain data."""
        found = [at for at in _walk(within) if at and (lists or isinstance(at, dict))]
        return self.chance.choice(found)

    def value(self) -> Any:
        """A random value that may or may not fit."""
        return copy.deepcopy(self.chance.choice(VALUES))

    def altered(self, within: Any) -> None:
        """Do something to plain data: set, add, remove, swap or repeat a piece of it."""
        at = self.place(within)
        key = self.chance.choice(list(at) if isinstance(at, dict) else range(len(at)))
        doing = self.chance.randrange(5)
        if doing == 0:
            del at[key]
        elif doing == 1 and isinstance(at, dict):
            at[self.chance.choice(NAMES)] = self.value()
        elif doing == 2:
            other = self.place(within)
            at[key] = copy.deepcopy(
                self.chance.choice(list(other.values()) if isinstance(other, dict) else other)
            )
        elif doing == 3 and isinstance(at, list):
            at.append(copy.deepcopy(at[key]))
        else:
            at[key] = self.value()


def _walk(at: Any) -> Iterator[Any]:
    if isinstance(at, (dict, list)):
        yield at
        for inner in at.values() if isinstance(at, dict) else at:
            yield from _walk(inner)


# ---------------------------------------------------------------- spoilt
def flipped(m: Mutator) -> bytes:
    data = bytearray(m.good)
    for _ in range(m.chance.randint(1, 6)):
        data[m.chance.randrange(len(data))] ^= 1 << m.chance.randrange(8)
    return bytes(data)


def cut(m: Mutator) -> bytes:
    return m.good[: m.chance.randrange(len(m.good))]


def inserted(m: Mutator) -> bytes:
    at = m.chance.randrange(len(m.good))
    return m.good[:at] + m.chance.randbytes(m.chance.randint(1, 9)) + m.good[at:]


def repeated(m: Mutator) -> bytes:
    a, b = sorted(m.chance.sample(range(len(m.good)), 2))
    return m.good[:b] + m.good[a:]


def swapped(m: Mutator) -> bytes:
    a, b, c = sorted(m.chance.sample(range(len(m.good)), 3))
    return m.good[:a] + m.good[b:c] + m.good[a:b] + m.good[c:]


def written_anew(m: Mutator) -> bytes:
    plain = m.plain()
    m.altered(plain)
    return json.dumps(plain, ensure_ascii=m.chance.random() < 0.5, indent=m.chance.choice([None, 1])).encode()


def altered_and_canonical(m: Mutator) -> bytes:
    plain = m.plain()
    for _ in range(m.chance.randint(1, 3)):
        m.altered(plain)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def odd_token(m: Mutator) -> bytes:
    """A number, a name twice, half a character or a text in the place of a value."""
    tokens = (
        "NaN",
        "Infinity",
        "-Infinity",
        "1.5",
        "1e9",
        "9" * 5000,
        '"\\ud800"',
        '"\\udc00x"',
        "[" * 60,
        "-0",
    )
    spots = [n for n, sign in enumerate(m.text) if sign == ":" and m.text[n - 1] == '"']
    at = m.chance.choice(spots) + 1
    twice = m.text[m.text.rindex('"', 0, at - 2) : at]
    token = m.chance.choice((*tokens, f"1,{twice}2"))
    return (m.text[:at] + token + "," + m.text[at:]).encode() if m.chance.random() < 0.3 else (
        m.text[:at] + token + m.text[m.text.find(",", at) :]
    ).encode()  # fmt: skip


def other_encoding(m: Mutator) -> bytes:
    return m.text.encode(m.chance.choice(["utf-16", "utf-32", "utf-8-sig", "utf-16-le"]))


def other_version(m: Mutator) -> bytes:
    return canonical(m.plain() | {"version": m.chance.choice([0, 2, 3, 10**6, -1])})


# ---------------------------------------------------------------- under good seals
def _body(m: Mutator) -> tuple[Plain, Plain, list[Any]]:
    plain = m.plain()
    body = plain["back"]["body"]
    return plain, body, body["records"]


def _signed(m: Mutator, plain: Plain, who: Profile | None = None) -> bytes:
    try:
        return signed(plain, who or m.author)
    except Exception:  # what cannot even be written canonically is sent as it is
        return json.dumps(plain).encode()


def answer_altered(m: Mutator) -> bytes:
    plain, body, _records = _body(m)
    for _ in range(m.chance.randint(1, 3)):
        m.altered(body)
    return _signed(m, plain)


def record_altered(m: Mutator) -> bytes:
    plain, _, records = _body(m)
    record = m.chance.choice(records)
    record[m.chance.choice([*record, *NAMES])] = m.value()
    return _signed(m, plain)


def record_rebound(m: Mutator) -> bytes:
    """A record with absurd values under an id that its author may give."""
    plain, _, records = _body(m)
    record = m.chance.choice(records)
    kind = next(kind for kind in SAID if kind.__name__ == record["record"])
    record[m.chance.choice(list(fields_of(kind)))] = m.value()
    if isinstance(record.get("seed"), str):
        record["id"] = saying.bound_id(kind, m.author.public_key, record["seed"])
    return _signed(m, plain)


def record_of_the_plan(m: Mutator) -> bytes:
    """Another kind of record, with an id that is in the workshop."""
    plain, _, records = _body(m)
    kind = m.chance.choice([kind for kind in KINDS if kind not in SAID])
    record = {
        "record": kind.__name__,
        "id": m.chance.choice(["o1", "o2", "k1", "eng", "org", "l1", "rosa", "new"]),
    }
    for info in fields_of(kind).values():
        if info.name != "id" and (info.required or m.chance.random() < 0.3):
            record[info.name] = m.chance.choice(["eng", "o1", "o2"]) if info.ref else m.value()
    records.append(record)
    return _signed(m, plain)


def record_of_another(m: Mutator) -> bytes:
    """A record in somebody else's name, or over somebody else's note."""
    plain, _, records = _body(m)
    record = copy.deepcopy(m.chance.choice(records))
    kind = next(kind for kind in SAID if kind.__name__ == record["record"])
    if m.chance.random() < 0.7:
        record["key"] = m.other.public_key
    if m.chance.random() < 0.7:
        record["id"] = saying.bound_id(kind, m.other.public_key, record["seed"])
    records.append(record)
    return _signed(m, plain)


def other_place(m: Mutator) -> bytes:
    plain, body, _records = _body(m)
    body[m.chance.choice(["workshop", "invitation", "sent"])] = m.chance.choice(
        ["workshop-2", "", "x" * 400, "0" * 64]
    )
    return _signed(m, plain)


def other_key(m: Mutator) -> bytes:
    plain, _, records = _body(m)
    if m.chance.random() < 0.5:
        for record in records:
            record["key"] = m.other.public_key
    return _signed(m, plain, m.other)


def drafts_altered(m: Mutator) -> bytes:
    """Other drafts than were sent, sealed by a stranger, and answered by the reviewer."""
    plain, body, _records = _body(m)
    m.altered(plain["sent"]["body"])
    try:
        sent = canonical(plain["sent"]["body"])
    except Exception:
        return json.dumps(plain).encode()
    plain["sent"] |= {"key": m.other.public_key, "signature": sign(m.other.private_key, "sent", sent)}
    if m.chance.random() < 0.5:
        from hashlib import sha256

        body["sent"] = sha256(sent).hexdigest()
    return _signed(m, plain)


# ---------------------------------------------------------------- heavy
def much_too_large(m: Mutator) -> bytes:
    return m.good.replace(b'"name":"', b'"name":"' + b"x" * 10_000_000, 1)


def deep(m: Mutator) -> bytes:
    return m.good.replace(b'"records":[', b'"records":' + b"[" * 10_000 + b"]" * 9_999 + b",", 1)


def deep_under_a_good_seal(m: Mutator) -> bytes:
    body = b'{"records":' + b"[" * 10_000 + b"]" * 10_000 + b"}"
    return _framed(m, body)


def many_lists(m: Mutator) -> bytes:
    return _framed(m, b"[" + b"[]," * ((LARGEST - 20_000) // 3) + b"[]]")


def many_texts(m: Mutator) -> bytes:
    return _framed(m, b"[" + b'"ab",' * ((LARGEST - 20_000) // 5) + b'""]')


def many_numbers(m: Mutator) -> bytes:
    return _framed(m, b"[" + b"300," * ((LARGEST - 20_000) // 4) + b"1]")


def many_names(m: Mutator) -> bytes:
    return _framed(m, b"{" + b",".join(b'"%06x":1' % n for n in range(590_000)) + b"}")


def many_pieces(m: Mutator) -> bytes:
    """As many as are read at all."""
    return _framed(m, b"{" + b",".join(b'"%05x":"%07d"' % (n, n) for n in range(149_000)) + b"}")


def long_texts(m: Mutator) -> bytes:
    plain, _, records = _body(m)
    for record in records:
        record["text"] = "\U0001f3af" * (1_800_000 // len(records))
    return _signed(m, plain)


def many_records(m: Mutator) -> bytes:
    plain, _, records = _body(m)
    while len(records) < 12_000:
        records.append(records[0] | {"seed": str(len(records))})
    return _signed(m, plain)


def _framed(m: Mutator, body: bytes) -> bytes:
    """A good packet in which `body` came back, under the reviewer's good signature."""
    start, end = m.good.index(b'{"body":') + 8, m.good.index(b'},"form":')
    signature = sign(m.author.private_key, "back", body).encode()
    seal = b',"key":"%b","signature":"%b"' % (m.author.public_key.encode(), signature)
    return m.good[:start] + body + seal + m.good[end:]


Maker = Callable[[Mutator], bytes]
SPOILT: list[Maker] = [
    flipped, cut, inserted, repeated, swapped, written_anew, altered_and_canonical, odd_token, other_encoding,
    other_version,
]  # fmt: skip
SIGNED: list[Maker] = [
    answer_altered, record_altered, record_rebound, record_of_the_plan, record_of_another, other_place,
    other_key, drafts_altered,
]  # fmt: skip
HEAVY: list[Maker] = [
    much_too_large, deep, deep_under_a_good_seal, many_lists, many_texts, many_numbers, many_names,
    many_pieces, long_texts, many_records,
]  # fmt: skip
