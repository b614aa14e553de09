"""The command line's front door: a window, or one of the verbs.

Decides without importing click, SQLAlchemy or a writer of files, so that a window is there at once.
"""

from __future__ import annotations

from collections.abc import Sequence

VERBS = ("new", "import", "export", "info", "picture", "review")


def main(args: Sequence[str]) -> int:
    """Run `okrdesk ARGS`. Returns the exit code: 0 fine, 1 problems found, 2 usage, 3 refused or
    unreadable, 4 cannot write, 5 locked.
    """
    from ui.process.private import clear_left_over, keep_private

    try:
        keep_private()
    except OSError as error:
        return _no_home(error)
    window = _window_of(args)
    if window is None:
        from ui.cli.commands import run

        clear_left_over()
        return run(args)
    import gc

    gc.disable()  # until the window has begun: what is imported stays anyway
    from ui.process.lean import plain_imports

    plain_imports()
    from ui.app import run as run_window

    return run_window(*window)


def _window_of(args: Sequence[str]) -> tuple[str | None, str] | None:
    """The file (None: the last one) and author's name ("": the profile's) of a window; None for a verb."""
    rest, name = list(args), ""
    while rest and (rest[0] == "--as" or rest[0].startswith("--as=")):
        _option, given, value = rest.pop(0).partition("=")
        if not given and not rest:
            return None
        name = value if given else rest.pop(0)
    if rest[:1] == ["--"]:
        rest.pop(0)
    elif rest and (rest[0] in VERBS or rest[0].startswith("-")):
        return None
    if len(rest) > 1:
        return None
    return (rest[0] if rest else None), name


def _no_home(error: OSError) -> int:
    import sys

    from okrdesk.i18n import _

    sentence = _("okrdesk: Cannot use {folder}: {why}. Set OKRDESK_HOME to a folder that you can write.")
    sys.stderr.write(sentence.format(folder=error.filename, why=error.strerror) + "\n")
    return 4
