"""Days and times as people say them."""

from __future__ import annotations

from datetime import datetime

from okrdesk.i18n import _


def when(at: datetime, now: datetime | None = None, *, seconds: bool = False) -> str:
    """A moment in the person's own time: “today, 14:05”, “yesterday, 9:30”, “3 March 2027, 10:00”.

    With `seconds`, moments of the same minute are told apart: “today, 14:05:09”.
    """
    at, now = at.astimezone(), (now or datetime.now().astimezone()).astimezone()
    time = f"{at:%H:%M:%S}" if seconds else f"{at:%H:%M}"
    days = (now.date() - at.date()).days
    if days == 0:
        return _("today, {time}").format(time=time)
    if days == 1:
        return _("yesterday, {time}").format(time=time)
    return _("{day}, {time}").format(day=f"{at.day} {at:%B %Y}", time=time)


def when_text(iso: str) -> str:
    """The same of a moment in ISO form; "" when that cannot be read."""
    try:
        return when(datetime.fromisoformat(iso))
    except ValueError:
        return ""
