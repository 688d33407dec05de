"""What is to be renewed: contracts are taken into the schedule, and asked for when they are due (LW-13)."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.messages import RenewalLook
from contracts.preserving import Protection, schedule_of

if TYPE_CHECKING:
    from adapters.files import FileStore
    from database.preservation_desk import PreservationDesk

LOG = logging.getLogger("warifu.preservation")
TAKEN_IN_AT_ONCE, ORDERED_AT_ONCE = 100, 100
Measure = Callable[[bytes], Protection]


class Preserving:
    """Handed the desk, the files, and what reads the end of a timestamp; safe to repeat."""

    def __init__(
        self, desk: "PreservationDesk", files: "FileStore", measure: Measure, at_once: int = 1
    ) -> None:
        self._desk = desk
        self._files = files
        self._measure = measure
        self._at_once = at_once

    @activity.defn(no_thread_cancel_exception=True)
    def look_for_renewals(self, at: str) -> RenewalLook:
        """Take in what is concluded and has no schedule, then say what is due at this ISO instant."""
        moment = datetime.fromisoformat(at)
        with beating():
            new = self._desk.not_taken_in(TAKEN_IN_AT_ONCE)
            for contract in new:
                self._take_in(contract, moment)
        orders = self._desk.due(moment, ORDERED_AT_ONCE)
        goes_on = len(orders) == ORDERED_AT_ONCE or len(new) == TAKEN_IN_AT_ONCE
        following = self._desk.next_due(moment)
        return RenewalLook(orders, self._at_once, goes_on, following.isoformat() if following else "")

    def _take_in(self, contract: str, at: datetime) -> None:
        try:
            measured = [self._measure(self._files.read(one.file)) for one in self._desk.kept(contract)]
        except Exception as reason:  # noqa: BLE001 - a lost or damaged file is told, and holds up no other
            LOG.error("kept files of %s cannot be read: %s", contract, type(reason).__name__)  # noqa: TRY400 - the trace would say nothing more
            self._desk.cannot_take_in(contract, at, type(reason).__name__)
        else:
            self._desk.take_in(contract, schedule_of(contract, measured))
