"""One step of 一括検証: a few files read from the store and measured as a stranger would (LW-14)."""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.archive_check import FileChecked, FileToCheck, Outcome, judged
from contracts.messages import ArchiveCheckStart, ArchiveCheckStep
from contracts.verdict import Findings

if TYPE_CHECKING:
    from adapters.files import FileStore
    from database.archive_check_desk import ArchiveCheckDesk

LOG = logging.getLogger("warifu.preservation")
FILES_OF_A_STEP = 10
Examine = Callable[[bytes], Findings]


class ArchiveChecking:
    """Handed the desk, the files, what measures a PDF, and a clock; safe to repeat."""

    def __init__(
        self, desk: "ArchiveCheckDesk", files: "FileStore", examine: Examine, clock: Callable[[], datetime]
    ) -> None:
        self._desk = desk
        self._files = files
        self._examine = examine
        self._clock = clock

    @activity.defn(no_thread_cancel_exception=True)
    def check_archived_files(self, start: ArchiveCheckStart) -> ArchiveCheckStep:
        """Look at the next files of the run; with none left the run is over."""
        waiting = self._desk.next_files(start.check, FILES_OF_A_STEP)
        with beating():
            for one in waiting:
                self._desk.found(one.row, self._checked(one))
        if not waiting:
            self._desk.finish(start.check)
        return ArchiveCheckStep(goes_on=bool(waiting))

    def _checked(self, one: FileToCheck) -> FileChecked:
        """A file that is gone, damaged or not the recorded one is found without looking into it."""
        try:
            pdf = self._files.read(one.file)
        except Exception as reason:  # noqa: BLE001 - whatever is wrong with one file, the others are looked at
            LOG.warning("kept file %s cannot be read: %s", one.file.object_id, type(reason).__name__)
            return FileChecked(Outcome.BAD, ("file_unreadable",))
        if hashlib.sha256(pdf).hexdigest() != one.file.digest:
            return FileChecked(Outcome.BAD, ("digest_differs",))
        return judged(one, self._examine(pdf), self._clock())
