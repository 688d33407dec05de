"""The one indexer: what changed in the record is brought into the index, folded by today's rules."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from activities.turning import turn_after_turn

if TYPE_CHECKING:
    from activities.body_reading import BodyReading
    from database.index_desk import IndexDesk
    from search.bigram_index import KeptIndex

BATCH = 250
PAUSE = timedelta(seconds=1)
LOOKS = 300


class Indexing:
    """Handed the desk, the index, or None where the database finds by itself, and what reads documents."""

    def __init__(
        self, desk: "IndexDesk", index: "KeptIndex | None", bodies: "BodyReading | None" = None
    ) -> None:
        self._desk = desk
        self._index = index
        self._bodies = bodies

    @activity.defn(name="index", no_thread_cancel_exception=True)
    def keep_up(self) -> None:
        """Compare once, then bring over what changes, until it is time to hand over or the worker stops.

        Ended at any line it is simply done again: a row counts as indexed only after it is.
        """
        with beating(), self._reading_documents():
            self.catch_up()
            turn_after_turn(self.turn, LOOKS, PAUSE)

    @contextmanager
    def _reading_documents(self) -> Iterator[None]:
        """A scan takes minutes: it keeps no other word out of the index, and ends with this process."""
        stop = threading.Event()
        if self._bodies is not None:
            threading.Thread(target=self._bodies.keep_up, args=(stop,), daemon=True).start()
        try:
            yield
        finally:
            stop.set()

    def catch_up(self) -> None:
        """Heal what an index restored, damaged or left behind lacks, before it is trusted again."""
        while self._desk.refold(BATCH):
            pass
        if self._index is None:
            return
        found = self._index.differences(self._desk.revisions())
        if found is None:
            self._index.rebuild(self._desk.everything())
        elif found:
            self._index.apply((), found.ghosts)
            self._desk.again((*found.missing, *found.stale))

    def turn(self) -> int:
        """Do one batch and return how many contracts it held; none while somebody else writes the index."""
        changed = self._desk.changed(BATCH)
        if not changed or (self._index is not None and not self._index.apply(changed)):
            return 0
        self._desk.indexed(changed)
        return len(changed)
