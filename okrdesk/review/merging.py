"""Taking packets in: a union of what reviewers said, previewed, then merged as one change.

Any packets in any order and any number of times give the same records: of two states of one record
`saying.newer` holds, and nothing but what a packet's own author said is ever touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from okrdesk.cards import new_id
from okrdesk.change import Change, Put, Set, Step
from okrdesk.i18n import _, ngettext
from okrdesk.review import saying
from okrdesk.review.anchors import placing
from okrdesk.review.form import PacketRefused, read_file
from okrdesk.review.packet import Back, read_back
from okrdesk.review.records import Invitation, Note, Progress, Reviewer, Round, Said, Stage, Trust, TrustMark
from okrdesk.workshop import Workshop

_NAMED = 3  # reviewers that the change's label names


@dataclass(frozen=True, slots=True)
class Returned:
    """Whose packets came back: a reviewer by their own word, and the key that says so.

    `team` is the one they were invited for ("": none). `words` counts what they said and did not take back.
    `first_time`: nothing by this key is in the workshop yet. `invited`: all the invitations are this
    workshop's. `reopened`: a review of theirs that was submitted is so no more. `second_key_on`: the ids of
    invitations on which another key came back before, or at once (then who bears the name on the invitation
    comes first, and the others by name), while the facilitator was not asked about this one yet (see
    `marked`); `beside`: whom those other keys name.
    """

    name: str
    key: str
    fingerprint: str
    team: str
    stage: Stage
    words: int
    first_time: bool
    invited: bool
    reopened: bool
    second_key_on: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A packet that was refused: its file's name, the sentence that says why, a short word for programs."""

    name: str
    sentence: str
    code: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging would do. Counts are of notes, replies, answers and verdicts.

    `new` were not here yet, `updated` are here in an older state, `withdrawn` were taken back by their
    authors, `here` are here already and hold. Of the notes that are new or updated, `changed` speak of words
    that are no longer as they were read. `change` is None when there is nothing to merge.
    """

    new: int
    updated: int
    withdrawn: int
    here: int
    changed: int
    refused: tuple[NotTaken, ...]
    reviewers: tuple[Returned, ...]
    change: Change | None


def gathered(paths: Iterable[Path]) -> Iterator[tuple[str, bytes | PacketRefused]]:
    """The packets in these files, each read when its turn comes, for `merge_preview`."""
    for path in paths:
        try:
            yield path.name, read_file(path)
        except PacketRefused as refused:
            yield path.name, refused
        except OSError as error:
            sentence = _("This file cannot be read: {why}.").format(why=error.strerror or error)
            yield path.name, PacketRefused("unreadable", sentence)


def merge_preview(workshop: Workshop, packets: Iterable[tuple[str, bytes | PacketRefused]]) -> Preview:
    """What merging these packets, given with the names of their files, would do; and the change that does it.

    A refused packet brings nothing and hinders no other.
    """
    return union_preview(workshop, *backs_of(workshop, packets))


def backs_of(
    workshop: Workshop, packets: Iterable[tuple[str, bytes | PacketRefused]]
) -> tuple[list[Back], tuple[NotTaken, ...]]:
    """What came back in these packets, and those that are refused."""
    taken: list[Back] = []
    refused: list[NotTaken] = []
    for name, data in packets:
        try:
            taken.append(_read(workshop, data))
        except PacketRefused as error:
            refused.append(NotTaken(name, str(error), error.code))
    return taken, tuple(refused)


def union_preview(workshop: Workshop, taken: list[Back], refused: tuple[NotTaken, ...] = ()) -> Preview:
    """The same for what has been read already, from packets or in another way."""
    union: dict[str, Said] = {}
    for back in taken:
        for one in back.said:
            other = union.get(one.id, one)
            union[one.id] = one if other == one else saying.newer(other, one)
    return _preview(workshop, union, taken, refused)


def marked(workshop: Workshop, key: str, mark: TrustMark, invitation: str = "") -> Change:
    """Set the facilitator's mark beside a key; with `invitation`, say that a second key on it was asked
    about. It decides nothing about merging.
    """
    before = next((t for t in workshop.all(Trust) if (t.key, t.invitation) == (key, invitation)), None)
    label = _("Mark a reviewer")
    if before is None:
        return Change(label, (Put(Trust(new_id(), key, mark, invitation)),))
    return Change(label, (Set(before.id, "mark", before.mark, mark),) if before.mark != mark else ())


# ---------------------------------------------------------------- within
def _read(workshop: Workshop, data: bytes | PacketRefused) -> Back:
    if isinstance(data, PacketRefused):
        raise data
    back = read_back(data)
    if back.workshop_id != workshop.id:
        raise PacketRefused("workshop", _("This packet belongs to another workshop."))
    return back


def _preview(
    workshop: Workshop, union: dict[str, Said], taken: list[Back], refused: tuple[NotTaken, ...]
) -> Preview:
    steps: list[Step] = []
    counts: Counter[str] = Counter()
    place = placing(workshop)
    for id_ in sorted(union):
        one, before = union[id_], workshop.get(id_)
        brought = list(_steps(before, one))
        steps += brought
        if not _is_word(one):
            continue
        if brought:
            counts[_what(before, one)] += 1
        else:
            counts["here"] += not one.withdrawn
        if brought and isinstance(one, Note) and not one.withdrawn:
            counts["changed"] += place(one).state in ("similar", "changed", "gone")
    returned = _returned(workshop, union, taken)
    label = _label(returned) if _names_shown(workshop, union) else _label_without_names(len(returned))
    change = Change(label, tuple(steps), "merge") if steps else None
    return Preview(
        counts["new"], counts["updated"], counts["withdrawn"], counts["here"], counts["changed"],
        refused, returned, change,
    )  # fmt: skip


def _steps(before: object, one: Said) -> Iterator[Step]:
    """How the workshop comes to hold the newer one of its state of a record and `one`."""
    if before is None:
        yield Put(one)
    elif before != one and isinstance(before, type(one)) and saying.newer(before, one) is one:
        for field in fields(one):
            old, new = getattr(before, field.name), getattr(one, field.name)
            if old != new:
                yield Set(one.id, field.name, old, new)


def _what(before: object, one: Said) -> str:
    return "withdrawn" if one.withdrawn else "new" if before is None else "updated"


def _returned(workshop: Workshop, union: dict[str, Said], taken: list[Back]) -> tuple[Returned, ...]:
    """Who came back, by name and key: the same in whatever order the packets came."""
    by_key: dict[str, list[Back]] = {}
    for back in taken:
        by_key.setdefault(back.key, []).append(back)
    words = Counter(one.key for one in union.values() if _is_word(one) and not one.withdrawn)
    reopened = {one.key for one in union.values() if _is_reopened(workshop.get(one.id), one)}
    named = {key: _name_of(union, theirs) for key, theirs in by_key.items()}
    invitations = (workshop.find(Invitation, back.invitation) for back in taken)
    expected = {invitation.reviewer for invitation in invitations if invitation}
    names = dict(sorted(named.items(), key=lambda item: (item[1] not in expected, item[1], item[0])))
    found: list[Returned] = []
    for key, name in names.items():
        earlier = {other.key: by_key[other.key] for other in found}
        others = {back.invitation: _others_on(workshop, back, earlier) for back in by_key[key]}
        found.append(_one_returned(workshop, name, by_key[key], words[key], others, names, key in reopened))
    return tuple(sorted(found, key=lambda returned: (returned.name, returned.key)))


def _name_of(union: dict[str, Said], theirs: list[Back]) -> str:
    who = union.get(saying.bound_id(Reviewer, theirs[0].key, "reviewer"))
    return who.name if isinstance(who, Reviewer) else max(back.name for back in theirs)


def _one_returned(
    workshop: Workshop, name: str, theirs: list[Back], words: int, others: dict[str, list[str]],
    names: dict[str, str], reopened: bool,
) -> Returned:  # fmt: skip
    key = theirs[0].key
    ids = sorted(others)
    invitations = [found for id_ in ids if (found := workshop.find(Invitation, id_))]
    beside = dict.fromkeys(other for id_ in ids for other in others[id_])
    return Returned(
        name=name,
        key=key,
        fingerprint=theirs[0].fingerprint,
        team=max((invitation.team for invitation in invitations), default=""),
        stage=max(back.stage for back in theirs),  # "reading" comes before "submitted"
        words=words,
        first_time=saying.reviewer_of(workshop, key) is None,
        invited=len(invitations) == len(ids),
        reopened=reopened,
        second_key_on=tuple(id_ for id_ in ids if others[id_]),
        beside=tuple(_called(workshop, other, names) for other in beside),
    )


def _others_on(workshop: Workshop, back: Back, earlier: dict[str, list[Back]]) -> list[str]:
    """The keys that were on an invitation before this one; none where it was asked about already."""
    if any((trust.key, trust.invitation) == (back.key, back.invitation) for trust in workshop.all(Trust)):
        return []
    known = sorted(who.key for who in workshop.all(Reviewer) if who.invitation == back.invitation)
    if back.key in known:
        return []
    at_once = (key for key, backs in earlier.items() if any(b.invitation == back.invitation for b in backs))
    return list(dict.fromkeys([*known, *at_once]))


def _called(workshop: Workshop, key: str, names: dict[str, str]) -> str:
    who = saying.reviewer_of(workshop, key)
    return names.get(key) or (who.name if who else "")


def _is_reopened(before: object, one: Said) -> bool:
    if not (isinstance(before, Progress) and isinstance(one, Progress)):
        return False
    return before.stage == "submitted" != one.stage and saying.newer(before, one) is one


def _is_word(one: Said) -> bool:
    return not isinstance(one, (Reviewer, Progress))


def _names_shown(workshop: Workshop, union: dict[str, Said]) -> bool:
    """Whether everybody may know who said this: the change's name is read by all."""
    rounds = {getattr(one, "round", "") for one in union.values()}
    found = (workshop.find(Round, id_) for id_ in rounds)
    return all(round_ is None or round_.names_shown for round_ in found)


def _label_without_names(n: int) -> str:
    return ngettext("Merge {n} review", "Merge {n} reviews", n).format(n=n)


def _label(returned: tuple[Returned, ...]) -> str:
    names = [reviewer.name or _("a reviewer") for reviewer in returned]
    if len(names) > _NAMED:
        more = ngettext("{n} more", "{n} more", len(names) - _NAMED).format(n=len(names) - _NAMED)
        names = [*names[:_NAMED], more]
    return _("Merge reviews from {names}").format(names=", ".join(names))
