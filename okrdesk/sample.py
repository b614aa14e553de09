"""The sample workshop: an invented company whose quarter shows everything that a workshop can hold."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from okrdesk.cards import (
    Condition,
    Cycle,
    KeyResult,
    Link,
    Objective,
    Organisation,
    Person,
    Pillar,
    Record,
    RoleAnswer,
    Team,
    fields_of,
    new_id,
)
from okrdesk.change import Change, Put, record_from_plain
from okrdesk.edits import ranks
from okrdesk.i18n import _
from okrdesk.paths import RESOURCES

SAMPLE = RESOURCES / "samples" / "wrenfield.toml"

# Where a kind's records stand in the file, and the field by which others refer to them.
_LISTS: tuple[tuple[str, type[Record], str], ...] = (
    ("teams", Team, "code"),
    ("people", Person, "initials"),
    ("pillars", Pillar, "code"),
    ("objectives", Objective, "code"),
    ("key_results", KeyResult, "code"),
    ("conditions", Condition, "code"),
)

Row = dict[str, Any]


def sample() -> Change:
    """The change that fills an empty workshop with the sample. Each call gives the cards fresh ids."""
    data = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
    data |= _parts(data["objectives"])
    ids = {row[key]: new_id() for name, _kind, key in _LISTS for row in data[name]}
    records = [_record(Organisation, data["organisation"], ids), _record(Cycle, data["cycle"], ids)]
    for name, kind, key in _LISTS:
        rows: list[Row] = data[name]
        for row, rank in zip(rows, ranks(len(rows)), strict=True):
            records.append(_record(kind, row | {"rank": rank, "id": ids[row[key]]}, ids))
    records += [_record(Link, row, ids) for row in data["links"]]
    records += [_record(RoleAnswer, row, ids) for row in data["roles"]]
    return Change(_("Start from the sample"), tuple(Put(record) for record in records))


def _parts(objectives: list[Row]) -> dict[str, list[Row]]:
    """The parts that stand within their objectives, taken out of them: key results, conditions, links."""
    parts: dict[str, list[Row]] = {"key_results": [], "conditions": [], "links": []}
    for objective in objectives:
        code = objective["code"]
        parts["links"] += _links(objective)
        for n, row in enumerate(objective.pop("key_results"), 1):
            parts["key_results"].append(row | {"code": f"{code}.{n}", "objective": code})
            parts["links"] += _links(parts["key_results"][-1])
        for n, row in enumerate(objective.pop("conditions", ()), 1):
            parts["conditions"].append(row | {"code": f"{code}.c{n}", "parent": code})
    return parts


def _links(row: Row) -> Iterator[Row]:
    for n, link in enumerate(row.pop("links", ())):
        yield {"source": row["code"], "target": link.pop("to"), "primary": n == 0, **link}


def _record(kind: type[Record], row: Mapping[str, Any], ids: Mapping[str, str]) -> Record:
    """A record from its row: names of others become their ids, numbers become decimals where they belong."""
    infos = fields_of(kind)
    plain: Row = {"id": new_id()}
    for name, value in row.items():
        info = infos[name]
        if info.ref:
            value = ids[value]
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and info.type is not int:
            value = str(value)
        plain[name] = value
    return record_from_plain(kind.__name__, plain)
