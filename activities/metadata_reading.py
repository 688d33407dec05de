"""Reading 契約情報 from the documents of contracts, one after the other; what is found waits for a person."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from activities.turning import turn_after_turn
from contracts.body_reading import DocumentRead, numbered_pages
from contracts.reading import Found, Known, ReadingJob, ReadingResult, ReadingState
from contracts.signing import FileIdentity

if TYPE_CHECKING:
    from adapters.files import FileStore
    from adapters.secrets import PageSafe
    from database.reading_desk import ReadingDesk

LOG = logging.getLogger("warifu.reading")
PAUSE = timedelta(seconds=2)
LOOKS = 150
Words = Callable[[bytes], DocumentRead | None]
Proposing = Callable[[Sequence[str], Known], Sequence[Found] | None]


class MetadataReading:
    """Handed the desk, the files, the safe, and what reads one PDF and proposes, each in a confined child.

    `words` and `propose` return None for what cannot be read. Safe to repeat at any line: a contract counts
    as read only when its proposals are filed.
    """

    def __init__(
        self, desk: "ReadingDesk", files: "FileStore", safe: "PageSafe", words: Words, propose: Proposing
    ) -> None:
        self._desk = desk
        self._files = files
        self._safe = safe
        self._words = words
        self._propose = propose

    @activity.defn(name="read_metadata", no_thread_cancel_exception=True)
    def keep_up(self) -> None:
        """Read what waits until it is time to hand over or the worker stops."""
        with beating():
            self.seal_anew()
            turn_after_turn(self.turn, LOOKS, PAUSE)

    def turn(self) -> bool:
        """Read the documents of one contract and return whether there was one that waited."""
        job = self._desk.next()
        if job is None:
            return False
        self._desk.file(job, self._read(job))
        return True

    def seal_anew(self) -> None:
        """Bring what an older master key sealed under the newest; what none opens goes."""
        while held := self._desk.sealed_before(self._safe.key_id):
            for contract_id, contract, sealed in held:
                again = self._safe.sealed_anew(sealed, contract)
                self._desk.seal_anew(contract_id, again, self._safe.key_id)

    def _read(self, job: ReadingJob) -> ReadingResult:
        documents = [self._document(file) for file in job.files]
        read = [one for one in documents if one is not None]
        if len(read) < len(documents):
            return ReadingResult(ReadingState.FAILED)
        pages = numbered_pages(read)
        if not any(text.strip() for _document, _page, text in pages):
            return ReadingResult(ReadingState.NO_TEXT)
        found = self._propose([text for _document, _page, text in pages], job.known)
        if found is None:
            return ReadingResult(ReadingState.FAILED)
        places = [pages[one.page - 1][:2] for one in found]
        snippets = [(*place, one.snippet) for place, one in zip(places, found, strict=True)]
        sealed = self._safe.sealed(snippets, job.contract) if snippets else None
        return ReadingResult(ReadingState.READ, found, places, sealed, self._safe.key_id if sealed else "")

    def _document(self, file: FileIdentity) -> DocumentRead | None:
        """What is gone or damaged is for the check of the archive to find; here it has no words."""
        try:
            pdf = self._files.read(file)
        except Exception as reason:  # noqa: BLE001 -- others are read
            LOG.warning("file %s cannot be read: %s", file.object_id, type(reason).__name__)
            return None
        return self._words(pdf)
