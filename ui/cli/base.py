"""What all verbs of the command line share: the group itself, whom they act for, how they open a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrdesk import __version__
from okrdesk.cards import Author
from okrdesk.i18n import _

if TYPE_CHECKING:
    from okrdesk.change import Change
    from okrdesk.store.document import Document

PATH = click.Path(path_type=Path)
_AS = "Record changes as made by NAME."
_CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@dataclass(frozen=True, slots=True)
class Who:
    """Whom the command line acts for: `--as NAME`, else the profile, else the system's user."""

    name: str

    def author(self) -> Author:
        """The author of the changes that this command makes."""
        from okrdesk import profile
        from ui.process.person import user_name

        known = profile.load()
        if not self.name and known:
            return known.author
        return profile.author_for(self.name) if self.name else profile.author_before(user_name())


@click.group(context_settings=_CONTEXT, subcommand_metavar="[FILE] | COMMAND [ARGS]...")
@click.option("--as", "name", metavar="NAME", default="", help=_AS)
@click.version_option(__version__, prog_name="okrdesk")
@click.pass_context
def command(context: click.Context, name: str) -> None:
    """Plan a quarter's objectives and key results together, on one board.

    With a FILE, or nothing at all, a window opens; nothing opens the workshop you used last.

    \b
    Examples:
      okrdesk                                  open the window
      okrdesk "Q1 2027.okrdesk"                open this workshop
      okrdesk new --sample                     make a sample to look around in
      okrdesk import okrs.xlsx -o q1.okrdesk   make a workshop of what you have
      okrdesk export q1.okrdesk --xlsx q1.xlsx --pdf q1.pdf

    \b
    Exit codes: 0 fine, 1 problems found, 2 usage, 3 refused or unreadable,
                4 cannot write, 5 somebody else has the file open.
    """
    context.obj = Who(name)


def as_option(verb: Callable[..., Any]) -> Callable[..., Any]:
    """`--as NAME` after the verb, too."""

    def take(context: click.Context, _parameter: click.Parameter, value: str) -> None:
        if value:
            context.obj = Who(value)

    option = click.option("--as", metavar="NAME", default="", expose_value=False, callback=take, help=_AS)
    return option(verb)


def say_json(value: Any) -> None:
    """Print `value` as JSON on stdout, and nothing else."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def make(target: Path, who: Who, change: Change) -> Document:
    """A new workshop at `target`, which must not be there yet, holding what `change` puts into it."""
    from okrdesk.store import document

    return document.create(target, who.author(), change)


@contextmanager
def opened(file: Path, who: Who, *, read_only: bool = True) -> Iterator[Document]:
    """An open workshop. To be read only, it takes no lock and leaves the file as it is."""
    from okrdesk.store.document import open_document
    from okrdesk.store.stranded import stranded_of

    document = open_document(file, who.author(), read_only=read_only)
    try:
        waiting = [stranded.said for stranded in stranded_of(file)] if read_only else []
        for notice in (*document.notices, *waiting):
            click.echo(f"okrdesk: {notice}", err=True)
        yield document
    finally:
        document.close()


def with_suffix(target: Path) -> Path:
    """`target` as a new workshop's file: with .okrdesk at its end when it has no ending of its own.

    Raises UsageError for a folder.
    """
    if target.is_dir():
        sentence = _("{file} is a folder. Name the file in it, for example {example}")
        raise click.UsageError(sentence.format(file=target, example=target / "plan.okrdesk"))
    return target if target.suffix else target.with_suffix(".okrdesk")


def tell(target: Path, notes: Sequence[str]) -> None:
    click.echo(_("Wrote {file}.").format(file=target))
    for note in notes:
        click.echo(f"okrdesk: {note}", err=True)
