"""Timestamps over the files of an import, one token for each (MK-25)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.anchoring import Stamped
from contracts.messages import ImportStart, ImportStep

if TYPE_CHECKING:
    from database.import_stamps import ImportStampDesk

Stamping = Callable[[bytes], Stamped]


class ImportStamping:
    """Handed the desk and the TSAs, which are asked for a token over a SHA-256."""

    def __init__(self, desk: "ImportStampDesk", stamp: Stamping) -> None:
        self._desk = desk
        self._stamp = stamp

    @activity.defn(name="stamp_imports", no_thread_cancel_exception=True)
    def stamp_imports(self, start: ImportStart) -> ImportStep:
        """Stamp what is owed, each kept at once.

        Raises TimestampUnavailable while no TSA answers: what is stamped stays, the rest is tried again.
        """
        with beating():
            owed = self._desk.unstamped(start.job)
            for contract, digest in owed:
                self._desk.keep(contract, digest, self._stamp(bytes.fromhex(digest)))
        return ImportStep(goes_on=bool(owed))
