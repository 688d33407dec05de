"""Reading what the documents of contracts say, one contract after the other, beside the indexer (MK-88)."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.body_reading import BodyRead, BodyToRead, DocumentRead, body_of, numbered_pages
from contracts.finding import BodyState
from contracts.signing import FileIdentity

if TYPE_CHECKING:
    from adapters.files import FileStore
    from adapters.secrets import PageSafe
    from database.body_desk import BodyDesk

LOG = logging.getLogger("warifu.search")
PAUSE_SECONDS = 1.0
PATIENCE_SECONDS = 15.0
"""After a fault of the database or the machine: nothing is lost by waiting."""


@dataclass(frozen=True, slots=True)
class BodyTools:
    """`words` reads one PDF, None if it cannot be; `pictures` tells whether scans are read here."""

    words: Callable[[bytes], DocumentRead | None]
    pictures: bool


class BodyReading:
    """Handed the desk, the files, the safe and the tools, or None where no words are to be kept.

    Safe to repeat: a body counts as read only when its words are filed.
    """

    def __init__(
        self, desk: "BodyDesk", files: "FileStore", safe: "PageSafe", tools: BodyTools | None
    ) -> None:
        self._desk = desk
        self._files = files
        self._safe = safe
        self._tools = tools
        self._alone = threading.Lock()

    def keep_up(self, stop: threading.Event) -> None:
        """Look round once, then read what is behind until told to stop; one at a time in this process."""
        if not self._alone.acquire(blocking=False):
            return
        try:
            self._patiently(self.look_round, stop)
            while not stop.is_set():
                if not self._patiently(self.turn, stop):
                    stop.wait(PAUSE_SECONDS)
        finally:
            self._alone.release()

    def look_round(self) -> bool:
        """Have read what nobody has read; where no words are kept, take out those that are."""
        if self._tools is None:
            while self._desk.forget():
                pass
            return False
        return bool(self._desk.look_round(self._safe.key_id, pictures=self._tools.pictures))

    def turn(self) -> bool:
        """Read the documents of one contract and return whether there were any to read."""
        job = self._desk.next() if self._tools is not None else None
        if job is None:
            return False
        self._desk.file(job, self._read(job))
        return True

    def _read(self, job: BodyToRead) -> BodyRead:
        documents = [self._document(file) for file in job.files]
        read = [one for one in documents if one is not None]
        if len(read) < len(documents):
            LOG.warning("the documents of contract %s cannot be read", job.contract)
            return BodyRead(BodyState.FAILED)
        state, folded = body_of(read)
        sealed = self._safe.sealed(numbered_pages(read), job.contract) if folded.text else None
        pictures = self._tools is not None and self._tools.pictures
        return BodyRead(state, folded, sealed, self._safe.key_id if sealed else "", pictures)

    def _document(self, file: FileIdentity) -> DocumentRead | None:
        """What is gone or damaged is for the check of the archive to find; here it has no words."""
        if self._tools is None:
            return None
        try:
            pdf = self._files.read(file)
        except Exception as reason:  # noqa: BLE001 -- whatever is wrong with one file, the others are read
            LOG.warning("file %s cannot be read: %s", file.object_id, type(reason).__name__)
            return None
        return self._tools.words(pdf)

    def _patiently(self, step: Callable[[], bool], stop: threading.Event) -> bool:
        try:
            return step()
        except Exception:
            LOG.exception("the documents are not read for now")
            stop.wait(PATIENCE_SECONDS)
            return False
