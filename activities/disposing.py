"""廃棄, step by step: rows and bytes of one contract go while nobody else writes (LW-27)."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.messages import DisposalStart, DisposalStep

if TYPE_CHECKING:
    from adapters.files import FileStore
    from database.disposal_desk import DisposalDesk
    from search.bigram_index import KeptIndex


Ending = Callable[[str], Awaitable[None]]


class IndexIsBusy(Exception):
    """Another process writes the index: asked again in a moment."""


class Disposing:
    """Handed the desk, the files, the index or None where the database finds by itself, and the engine's end.

    Killed at any line it is done once more: destroyed bytes are no fault, and rows, tombstone and the line of
    the audit log are one transaction.
    """

    def __init__(
        self, desk: "DisposalDesk", files: "FileStore", index: "KeptIndex | None", end: Ending
    ) -> None:
        self._desk = desk
        self._files = files
        self._index = index
        self._end = end

    @activity.defn(no_thread_cancel_exception=True)
    def dispose_next(self, start: DisposalStart) -> DisposalStep:
        """Let one contract go, or leave it out after all; without a contract where nothing went."""
        with beating():
            going = self._desk.next(start.disposal)
            if going is None:
                return DisposalStep("", goes_on=False)
            gone = self._desk.dispose(going, self._files.shred, self._files.is_shredded)
        return DisposalStep(going.contract if gone else "", goes_on=self._desk.goes_on(start.disposal))

    @activity.defn(no_thread_cancel_exception=True)
    def forget_words(self, disposal: str) -> None:
        """Take what is gone out of the index at once; else the next comparison would. Raises IndexIsBusy."""
        if self._index is None:
            return
        with beating():
            gone = [row for row, _ in self._desk.disposed(disposal)]
            if gone and not self._index.forget(gone):
                raise IndexIsBusy

    @activity.defn
    async def end_work_on(self, contract: str) -> None:
        """End what the engine keeps of a contract that is gone: its term would wait on for years."""
        await self._end(contract)
