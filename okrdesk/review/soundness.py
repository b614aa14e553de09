"""Whether the records that a packet brings can be opened as a workshop, in bounded time.

A workshop's own rules are made for plans that people drew: some of them look at all that a card leads to.
What is far beyond any plan is refused before they are asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from okrdesk.cards import KIND, UPWARD, Condition, KeyResult, Link, Record, Team, fields_of
from okrdesk.check import fault
from okrdesk.i18n import _
from okrdesk.review.admission import wrong
from okrdesk.review.form import PacketRefused
from okrdesk.workshop import Touched, Workshop

MOST_RECORDS = 10_000
MOST_TEAMS = 1_000
DEEPEST_TEAM = 30
MOST_LINKS_FROM_ONE = 200
MOST_STEPS = 200_000  # from card to card, upward from every link


def check(records: Sequence[Record], teams: Iterable[str]) -> None:
    """Refuse records that no workshop could hold, or in which one of `teams` is not.

    Raises PacketRefused.
    """
    by_id = {record.id: record for record in records}
    if len(by_id) < len(records):
        raise PacketRefused("twice", _("This packet holds one record twice."))
    for record in records:
        if not _points_at_what_is_there(record, by_id):
            raise wrong(type(record).__name__)
    known = {record.id for record in records if isinstance(record, Team)}
    if not known.issuperset(teams):
        raise wrong("Team")
    few = len(records) <= MOST_RECORDS and len(known) <= MOST_TEAMS
    if not (few and _teams_fit(records) and _links_fit(records)):
        raise PacketRefused("much", _("This packet holds more than any plan: it cannot be opened."))
    if sentence := fault(Workshop("", records), Touched(added=set(by_id))):
        raise PacketRefused("unsound", _("This packet cannot be opened: {why}").format(why=sentence))


def _points_at_what_is_there(record: Record, by_id: Mapping[str, Record]) -> bool:
    for info in fields_of(type(record)).values():
        value = getattr(record, info.name)
        if info.ref and (value or info.required):
            kinds = tuple(KIND[name] for name in info.ref)
            ids = value if isinstance(value, tuple) else (value,)
            if not all(isinstance(by_id.get(id_), kinds) for id_ in ids):
                return False
    return True


def _teams_fit(records: Iterable[Record]) -> bool:
    above = {record.id: record.parent for record in records if isinstance(record, Team)}
    for team in above:
        depth = 0
        while team:
            team, depth = above.get(team, ""), depth + 1
            if depth > DEEPEST_TEAM:
                return False
    return True


def _links_fit(records: Sequence[Record]) -> bool:
    """Whether few enough links leave one record, and few enough cards stand above one another."""
    card = {r.id: r.objective for r in records if isinstance(r, KeyResult)}
    card |= {r.id: r.parent for r in records if isinstance(r, Condition)}
    links = [record for record in records if isinstance(record, Link)]
    sources = Counter(link.source for link in links)
    if max(sources.values(), default=0) > MOST_LINKS_FROM_ONE:
        return False
    upward: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind in UPWARD:
            upward[card.get(link.source, link.source)].add(card.get(link.target, link.target))
    steps = 0
    for link in links:
        seen, to_do = set[str](), [card.get(link.target, link.target)]
        while to_do:
            at = to_do.pop()
            steps += 1
            if steps > MOST_STEPS:
                return False
            if at not in seen:
                seen.add(at)
                to_do.extend(upward.get(at, ()))
    return True
