"""The morning's round of the watch: what is due is filed, then each mail is sent once (MK-16, NX-02)."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.messages import WatchLook
from contracts.watching import next_morning

if TYPE_CHECKING:
    from adapters.mail import Postman
    from database.watch_letters import WatchDesk

LOG = logging.getLogger("warifu.watch")


class SomeNotSent(Exception):
    """Mails of the watch that could not be sent now; those that could are, and are not sent again."""


class Watching:
    """Handed the desk, the post and a clock: what waited for its worker is late by the time that is now."""

    def __init__(self, desk: "WatchDesk", postman: "Postman", clock: Callable[[], datetime]) -> None:
        self._desk = desk
        self._postman = postman
        self._clock = clock

    @activity.defn(no_thread_cancel_exception=True)
    def watch_deadlines(self, at: str) -> WatchLook:
        """File and send what is due at this ISO instant, and say when to look again; safe to repeat."""
        now = max(datetime.fromisoformat(at), self._clock())
        with beating():
            self._desk.file_due(now)
            failed = [one for one in self._desk.untold() if not self._is_told(one, now)]
        if failed:
            raise SomeNotSent(len(failed))
        return WatchLook(next_morning(now).isoformat())

    def _is_told(self, mail: str, now: datetime) -> bool:
        """One that cannot be sent holds up no other."""
        try:
            letter = self._desk.letter(mail)
            self._desk.told(mail, self._postman.send(letter) if letter else "", now)
        except Exception:
            LOG.exception("mail %s of the watch was not sent", mail)
            return False
        return True
