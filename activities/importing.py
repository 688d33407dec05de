"""One file after the other: looked at, compared, stored as it came, registered (MK-24)."""

import hashlib
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.importing import FileOutcome
from contracts.messages import ImportStart, ImportStep

if TYPE_CHECKING:
    from collections.abc import Callable

    from contracts.signing import FileIdentity
    from database.import_desk import ImportDesk, NextFile
    from database.import_registering import Looked

SECONDS_AT_ONCE = 5.0
"""One step of the engine takes as many files as fit, so that a thousand files are no thousand steps."""
CHANGED = "file_changed"


@dataclass(frozen=True, slots=True)
class Hands:
    """What is done to a file; a text in the place of an answer is the code of why it is refused."""

    bring: "Callable[[NextFile], bytes | str]"
    look: "Callable[[bytes], Looked | str]"
    keep: "Callable[[FileIdentity, bytes], None]"


class Importing:
    """Handed the desk, and hands that bring, look at and keep the bytes; safe to repeat."""

    def __init__(self, desk: "ImportDesk", hands: Hands) -> None:
        self._desk = desk
        self._hands = hands

    @activity.defn(name="import_files", no_thread_cancel_exception=True)
    def import_files(self, start: ImportStart) -> ImportStep:
        """Settle files for some seconds; whoever was killed is followed by another at the same file."""
        until = monotonic() + SECONDS_AT_ONCE
        with beating():
            while monotonic() < until:
                if self.take_next(start.job) is None:
                    return ImportStep(goes_on=False)
        return ImportStep(goes_on=True)

    def take_next(self, job: str) -> FileOutcome | None:
        """Settle the next file of the job and return how, or None when none is to be settled now."""
        found = self._desk.next_file(job)
        if found is None:
            return None
        return FileOutcome.DUPLICATE if found.is_twin else self._settled(job, found)

    def _settled(self, job: str, found: "NextFile") -> FileOutcome:
        data = self._hands.bring(found)
        if isinstance(data, bytes) and hashlib.sha256(data).hexdigest() != found.wanted.digest:
            data = CHANGED
        looked = self._hands.look(data) if isinstance(data, bytes) else data
        if isinstance(data, str) or isinstance(looked, str):
            self._desk.refuse(job, found.line, str(looked))
            return FileOutcome.REFUSED
        if not found.is_stored:
            self._hands.keep(found.wanted, data)
        return self._desk.register(job, found.line, len(data), looked)
