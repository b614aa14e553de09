"""Who says something, under which id, and which of several sayings holds.

Every record's id is made from its author's key: two people can never write over one another, and merging is
a union. Of two states of one record, the greater of (rev, withdrawn, hash) holds; of several records that
answer the same thing, the greater of (clock, key, id). Neither looks at a wall clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha1, sha256
from typing import Any, TypeVar
from uuid import UUID

import rfc8785

from okrdesk.cards import Author, Team, new_id
from okrdesk.change import Put, Set, record_to_plain
from okrdesk.review.records import Reviewer, Said
from okrdesk.workshop import Workshop

S = TypeVar("S", bound=Said)

_OURS = UUID("5d0c1b46-3f1e-4a55-9d38-0e6b8f0f6a27").bytes  # the namespace of ids that are bound to a key
LAST_CLOCK = 2**52  # canonical JSON holds whole numbers below 2^53 only


def key_of(author: Author) -> str:
    """What an author's records are bound to: the public key; the id of an author who signs nothing."""
    return author.public_key or author.id


def bound_id(kind: type[Said], key: str, seed: str) -> str:
    """The id of what the holder of `key` says under `seed`: a UUID of version 5.

    The same as `uuid5` gives, in a fifth of the time: a merge asks for ten thousand.
    """
    name = f"{kind.__name__}\n{key}\n{seed}".encode()
    digest = bytearray(sha1(_OURS + name, usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50  # the version
    digest[8] = digest[8] & 0x3F | 0x80  # the variant
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_bound(record: Said) -> bool:
    """Whether a record's id is the one that its key and seed give."""
    return record.id == bound_id(type(record), record.key, record.seed)


def next_clock(workshop: Workshop) -> int:
    """A Lamport counter's next value: one more than anything said so far. It stays at the last one, so that
    a packet that claims an absurd value stops nobody.
    """
    return min(LAST_CLOCK, 1 + workshop.clock)


def say(kind: type[S], author: Author, workshop: Workshop, /, *, seed: str = "", **fields: Any) -> S:
    """A new record of what `author` says; without a `seed`, under an id that nobody has yet."""
    key, seed = key_of(author), seed or new_id()
    return kind(
        bound_id(kind, key, seed), key=key, seed=seed, clock=next_clock(workshop), at=now_text(), **fields
    )


def seed_for(team: str) -> str:
    """A seed that nobody has yet, of what is said for `team`: a reply, a settlement or an answer."""
    return f"{team}:{new_id()}" if team else new_id()


def team_spoken_for(workshop: Workshop, said: Said) -> str:
    """The team that somebody spoke for; where what was said does not tell, the one they review for."""
    team = getattr(said, "team", "") or said.seed.rpartition(":")[0]
    if workshop.find(Team, team):
        return team
    who = reviewer_of(workshop, said.key)
    return who.team if who else ""


def revised(record: Said, workshop: Workshop, /, **fields: Any) -> tuple[Set, ...]:
    """The steps by which an author alters what was said; none when nothing differs."""
    altered = {name: new for name, new in fields.items() if getattr(record, name) != new}
    if not altered:
        return ()
    altered |= {"rev": record.rev + 1, "clock": next_clock(workshop), "at": now_text()}
    return tuple(Set(record.id, name, getattr(record, name), new) for name, new in altered.items())


def newer(a: S, b: S) -> S:
    """Which of two states of one record holds, whatever the order they come in."""
    return a if _standing(a) >= _standing(b) else b


def latest(said: Iterable[S]) -> S | None:
    """Which of several records that answer the same thing holds; withdrawn ones do not count."""
    return max(
        (record for record in said if not record.withdrawn),
        key=lambda record: (record.clock, record.key, record.id),
        default=None,
    )


def reviewer_of(workshop: Workshop, key: str) -> Reviewer | None:
    """Who stands behind a key, by their own word."""
    return workshop.find(Reviewer, bound_id(Reviewer, key, "reviewer"))


def introduce(
    author: Author, workshop: Workshop, *, initials: str = "", team: str = "", invitation: str = ""
) -> tuple[Put | Set, ...]:
    """The steps by which `author` says who they are; none when all of it is known already."""
    said = {"name": author.name, "initials": initials, "team": team, "invitation": invitation}
    before = reviewer_of(workshop, key_of(author))
    if before is None:
        return (Put(say(Reviewer, author, workshop, seed="reviewer", **said)),)
    return revised(before, workshop, **{name: value for name, value in said.items() if value})


def now_text() -> str:
    """The time now in UTC as ISO text, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _standing(record: Said) -> tuple[int, bool, bytes]:
    return record.rev, record.withdrawn, sha256(rfc8785.dumps(record_to_plain(record))).digest()
