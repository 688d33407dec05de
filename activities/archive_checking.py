"""One step of 一括検証: a few files read from the store and measured as a stranger would (LW-14)."""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.archive_check import ATTACHED, FileChecked, FileToCheck, Outcome, judged, unread
from contracts.messages import ArchiveCheckStart, ArchiveCheckStep
from contracts.verdict import Findings

if TYPE_CHECKING:
    from adapters.files import FileStore
    from database.archive_check_desk import ArchiveCheckDesk

LOG = logging.getLogger("warifu.preservation")
FILES_OF_A_STEP = 100
SECONDS_OF_A_STEP = 60.0
"""A step ends with the file that is under way then, long before the engine would ask for it again."""
FEW_FILES = 3
Examine = Callable[[bytes], Findings]
Readying = Callable[[], AbstractContextManager[object]]


class ArchiveChecking:
    """Handed the desk, the files, what measures a PDF, and a clock; safe to repeat.

    `readied` makes measuring many files cheaper while it is entered.
    """

    def __init__(
        self,
        desk: "ArchiveCheckDesk",
        files: "FileStore",
        examine: Examine,
        clock: Callable[[], datetime],
        readied: Readying = nullcontext,
    ) -> None:
        self._desk = desk
        self._files = files
        self._examine = examine
        self._clock = clock
        self._readied = readied

    @activity.defn(no_thread_cancel_exception=True)
    def check_archived_files(self, start: ArchiveCheckStart) -> ArchiveCheckStep:
        """Write down more files, or look at the next; with none left the run is over."""
        with beating():
            if self._desk.plan(start.check):
                return ArchiveCheckStep(goes_on=True)
            waiting = self._desk.next_files(start.check, FILES_OF_A_STEP)
            with self._readied() if len(waiting) > FEW_FILES else nullcontext():
                self._look_at(waiting)
        if not waiting:
            self._desk.finish(start.check)
        return ArchiveCheckStep(goes_on=bool(waiting))

    def _look_at(self, waiting: list[FileToCheck]) -> None:
        until = time.monotonic() + SECONDS_OF_A_STEP
        for one in waiting:
            goes_on = self._desk.found(one.row, self._checked(one))
            if not goes_on or time.monotonic() > until:
                return

    def _checked(self, one: FileToCheck) -> FileChecked:
        """A file that is gone, damaged or not the recorded one is found without looking into it."""
        try:
            pdf = self._files.read(one.file)
        except Exception as reason:  # noqa: BLE001 - whatever is wrong with one file, the others are looked at
            LOG.warning("kept file %s cannot be read: %s", one.file.object_id, type(reason).__name__)
            return unread(type(reason).__name__)
        if one.kept == ATTACHED:
            return FileChecked(Outcome.OK)
        return judged(one, self._examine(pdf), self._clock())
