"""Anchoring the audit logs: one timestamp over all heads, kept as a row and as a file outside."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.anchoring import Anchor, Head, NotAnAnchor, Stamped, statement_of

if TYPE_CHECKING:
    from adapters.anchors import AnchorFolder
    from database.anchor_desk import AnchorDesk

LOG = logging.getLogger("warifu.anchoring")
Stamping = Callable[[str], Stamped]
Reading = Callable[[Anchor], Stamped | None]


class Anchoring:
    """Handed the desk, the folder and its copy, the TSAs, and how a kept token is read."""

    def __init__(
        self,
        desk: "AnchorDesk",
        folders: "tuple[AnchorFolder, AnchorFolder | None]",
        stamp: Stamping,
        read: Reading,
        every: timedelta,
    ) -> None:
        self._desk = desk
        self._folder, self._copy = folders
        self._stamp = stamp
        self._read = read
        self._every = every

    @activity.defn(name="anchor_heads", no_thread_cancel_exception=True)
    def anchor_heads(self) -> None:
        """Anchor what is due; ended at any line it is simply done again.

        Raises TimestampUnavailable while no TSA answers: then nothing is anchored, and it is tried again.
        """
        with beating():
            self._take_in()
            due = self._desk.due(self._every)
            if due:
                self._anchor(due)
            self._copy_away()

    def _anchor(self, heads: Sequence[Head]) -> None:
        before = self._newest()
        number, previous = (before.number + 1, before.fingerprint) if before else (1, "")
        try:
            stamped = self._stamp(statement_of(number, previous, heads))
        except Exception as reason:
            LOG.error("the audit log could not be anchored: %s", reason)  # noqa: TRY400 -- an alarm, the trace follows
            raise
        anchor = Anchor(
            number, previous, tuple(heads), stamped.token, stamped.certificates, stamped.accredited
        )
        self._folder.write(anchor)
        self._desk.keep(anchor, stamped)
        LOG.info("anchor %d over %d logs", number, len(heads))

    def _newest(self) -> Anchor | None:
        """The newest file or the newest row, whichever is further: a number is never given twice."""
        row = self._desk.last()
        file = next(
            (found for number in reversed(self._folder.numbers()) if (found := self._at(number))), None
        )
        return max((one for one in (file, row) if one), key=lambda one: one.number, default=None)

    def _take_in(self) -> None:
        """File what a kill left between file and row; what the log does not hold (any more) is an alarm."""
        last = self._desk.last()
        for anchor in self._files(after=last.number if last else 0):
            stamped = self._read(anchor)
            if stamped is not None and self._desk.holds(anchor.heads):
                self._desk.keep(anchor, replace(stamped, accredited=anchor.accredited))
            else:
                LOG.error("anchor %d does not fit the audit log: run `warifu audit verify`", anchor.number)

    def _files(self, after: int = 0) -> list[Anchor]:
        return [found for number in self._folder.numbers() if number > after and (found := self._at(number))]

    def _at(self, number: int) -> Anchor | None:
        try:
            return self._folder.read(number)
        except NotAnAnchor:
            LOG.error("anchor file %d cannot be read: run `warifu audit verify`", number)  # noqa: TRY400 -- an alarm
            return None

    def _copy_away(self) -> None:
        """A copy that cannot be written now is caught up with later; the anchor itself stands."""
        if self._copy is None:
            return
        try:
            self._folder.copy_to(self._copy)
        except OSError as reason:
            LOG.error("anchors could not be copied to WARIFU_ANCHOR_COPY: %s", reason)  # noqa: TRY400 -- an alarm
