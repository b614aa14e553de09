"""Runs one command: whatever goes wrong becomes one sentence on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from ui.cli import importing, review, review_paper, verbs
from ui.cli.base import command
from ui.cli.trouble import code_and_sentence

__all__ = [
    "command",
    "importing",
    "review",
    "review_paper",
    "run",
    "verbs",
]  # importing the verbs' modules is what adds them to the command


def run(args: Sequence[str]) -> int:
    """Run `okrdesk ARGS` and return its exit code."""
    try:
        done = command.main(list(args), prog_name="okrdesk", standalone_mode=False)
        sys.stdout.flush()
        return done if isinstance(done, int) else 0
    except click.exceptions.Abort:
        click.echo(err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains at its end
        return 0
    except Exception as error:
        code, sentence = code_and_sentence(error)
        click.echo(f"okrdesk: {sentence}", err=True)
        return code
