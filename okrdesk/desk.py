"""An open workshop: do, undo, redo and listeners. Nothing else alters a workshop."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from okrdesk.cards import Author, Record, fields_of, new_id, texts_of, values_of
from okrdesk.change import Change, Put, Set, Step, inverse
from okrdesk.check import fault
from okrdesk.codes import Codes
from okrdesk.history import Entry, History
from okrdesk.i18n import _
from okrdesk.policy import Scope, refusal
from okrdesk.text import all_clean, clean
from okrdesk.workshop import Misfit, Touched, Workshop

TYPING_PAUSE_S = 0.4  # A pause this long ends a text change, and with it an undo step.

Listener = Callable[[Touched, object], None]


class Refused(Exception):
    """A change was not carried out, and nothing was altered. Its text is a sentence for the person."""


class Journal(Protocol):
    """Where changes become durable. Implemented by `store.repository`."""

    def write(
        self, entry: Entry, steps: tuple[Step, ...], counters: Mapping[str, int], author: Author
    ) -> Entry:
        """Write records, journal rows and counters in one durable transaction; give the entry its seq."""
        ...

    def entries(self) -> Iterable[Entry]:
        """All entries in the order of their seq."""
        ...

    def steps(self, group: str) -> tuple[Step, ...]:
        """The steps of all entries of a group in order, those of undo and redo not among them."""
        ...

    def steps_of(self, ids: Collection[str], latest: int = 200) -> list[tuple[Entry, Step]]:
        """The steps on these records in the latest entries that touched them, oldest first."""
        ...

    def parts_ever(self, card: str) -> set[str]:
        """The ids of all parts and links that a card has or had."""
        ...

    def authors(self) -> Mapping[str, Author]:
        """Everybody who ever changed something, by id."""
        ...

    def counters(self) -> Mapping[str, int]:
        """The counters of short names."""
        ...


class Desk:
    """The one door for changes of a workshop.

    `clock` gives the time of day as an aware datetime; `journal` makes changes durable; `scope` says what is
    open, for the policy.
    """

    def __init__(
        self,
        workshop: Workshop,
        journal: Journal,
        author: Author,
        *,
        read_only: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.workshop = workshop
        self.author = author
        self.read_only = read_only
        self.scope: Scope = "workshop"
        self._journal = journal
        self._clock = clock
        self._codes = Codes(workshop, journal.counters)
        self._history: History | None = None
        self._listeners: list[Listener] = []
        self._last: tuple[str, datetime, str] | None = None

    # ------------------------------------------------------------ changes
    def do(self, change: Change, initiator: object = None) -> Entry | None:
        """Carry out a change: checked, durable, applied, told to all listeners. None when it alters nothing.

        Raises Refused with a sentence when it may not or cannot be done, and whatever the journal raises
        when it cannot be made durable; in both cases the workshop is as it was.
        """
        if not change.steps:
            return None
        self._codes.begin()
        steps = tuple(self._completed(step) for step in change.steps)
        change = replace(change, steps=tuple(s for s in steps if not (isinstance(s, Set) and s.old == s.new)))
        if not change.steps:
            return None
        now = self._clock()
        group = self._group_for(change, now)
        entry = Entry(new_id(), group, self.author.id, now.isoformat(), clean(change.label), change.kind)
        written = self._carry_out(change, entry, initiator)
        self._last = (change.merge_key, now, group) if change.merge_key else None
        return written

    def undo(self, initiator: object = None) -> Entry | None:
        """Take back the last group of changes; None when there is nothing to take back."""
        return self._turn(self.history.undoable, "undo", initiator)

    def redo(self, initiator: object = None) -> Entry | None:
        """Bring back what was undone last; None when there is nothing."""
        return self._turn(self.history.redoable, "redo", initiator)

    @property
    def history(self) -> History:
        """What can be undone and redone; read from the journal when it is first asked for."""
        if self._history is None:
            self._history = History(self._journal.entries())
        return self._history

    @property
    def journal(self) -> Journal:
        """The journal, to read who did what when."""
        return self._journal

    # ------------------------------------------------------------ listeners
    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(touched, initiator)` after each change. Returns the way to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # ------------------------------------------------------------ within
    def _completed(self, step: Step) -> Step:
        """`step` with clean text and, for a new card, its short name."""
        if isinstance(step, Put):
            return Put(self._codes.named(_clean_record(step.record)))
        if not isinstance(step, Set):
            return step
        tidy = step.new
        if isinstance(tidy, str):
            tidy = clean(tidy)
        elif isinstance(tidy, tuple):
            tidy = tuple(clean(v) if isinstance(v, str) else v for v in tidy)
        return step if tidy == step.new else replace(step, new=tidy)

    def _group_for(self, change: Change, now: datetime) -> str:
        if self._last:
            key, before, group = self._last
            if change.merge_key == key and (now - before).total_seconds() <= TYPING_PAUSE_S:
                return group
        return new_id()

    def _turn(self, stack: list[str], kind: str, initiator: object) -> Entry | None:
        if not stack:
            return None
        group = stack[-1]
        history = self.history
        label = (history.undo_label if kind == "undo" else history.redo_label) or ""
        steps = self._journal.steps(group)
        change = Change(label, inverse(steps) if kind == "undo" else steps, kind)  # type: ignore[arg-type]
        self._codes.begin()
        self._last = None
        now = self._clock().isoformat()
        entry = Entry(new_id(), new_id(), self.author.id, now, label, change.kind, target=group)
        return self._carry_out(change, entry, initiator)

    def _carry_out(self, change: Change, entry: Entry, initiator: object) -> Entry:
        if self.read_only:
            raise Refused(self.read_only)
        if sentence := refusal(self.author, change, self.workshop, self.scope):
            raise Refused(sentence)
        try:
            touched = self.workshop.apply(change.steps)
        except Misfit as misfit:
            raise Refused(
                _("Somebody else was faster: a card is no longer what it was. Look at it and try again.")
            ) from misfit
        try:
            if sentence := fault(self.workshop, touched):
                raise Refused(sentence)
            history = self.history
            entry = self._journal.write(entry, change.steps, self._codes.counters(), self.author)
        except BaseException:
            self.workshop.apply(inverse(change.steps))
            raise
        history.add(entry)
        for listener in tuple(self._listeners):
            listener(touched, initiator)
        return entry


def _clean_record(record: Record) -> Record:
    """`record` with every text cleaned; the same object when nothing had to be."""
    if all_clean(texts_of(record)):
        return record
    dirty = {}
    for name, value in zip(fields_of(type(record)), values_of(record), strict=True):
        if not value:
            continue
        if isinstance(value, str):
            tidy: object = clean(value)
        elif isinstance(value, tuple):
            tidy = tuple(clean(v) for v in value)
        else:
            continue
        if tidy != value:
            dirty[name] = tidy
    return replace(record, **dirty)
