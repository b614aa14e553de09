"""What goes wrong, as an exit code and one sentence."""

from __future__ import annotations

from okrdesk.desk import Refused
from okrdesk.i18n import _

FINE, PROBLEMS, USAGE, REFUSED, CANNOT_WRITE, LOCKED = range(6)


def code_and_sentence(error: Exception) -> tuple[int, str]:
    """The exit code and sentence for an error. What nobody foresaw goes to the log with its traceback."""
    from exports.atomic import CannotWrite
    from okrdesk.intake import IntakeError
    from okrdesk.store.errors import Locked, Replaced, StoreError, Unwritable

    if isinstance(error, (CannotWrite, Unwritable, Replaced)):
        return CANNOT_WRITE, str(error)
    if isinstance(error, Locked):
        return LOCKED, str(error)
    if isinstance(error, (StoreError, IntakeError, Refused)):
        return REFUSED, str(error)
    if isinstance(error, OSError) and error.filename:
        return CANNOT_WRITE, _("Cannot use {file}: {why}.").format(file=error.filename, why=error.strerror)
    from ui.process.log import log_path, log_unexpected

    log_unexpected(type(error), error, error.__traceback__)
    sentence = _("Something unexpected went wrong ({kind}); no file was harmed. Details are in {log}")
    return REFUSED, sentence.format(kind=type(error).__name__, log=log_path())
