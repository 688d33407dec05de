"""一斉送信: what a file of rows may be, and where a sending of it stands (domain.md MK-51)."""

from enum import StrEnum

MOST_ROWS = 1_000
MOST_BYTES = 5_000_000


class BulkState(StrEnum):
    """`prepared`: read and checked, nothing sent; whoever pauses may resume, who cancels may not."""

    PREPARED = "prepared"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FINISHED = "finished"

    @property
    def may_start(self) -> bool:
        return self in {BulkState.PREPARED, BulkState.PAUSED, BulkState.RUNNING}

    @property
    def may_pause(self) -> bool:
        return self in {BulkState.RUNNING, BulkState.PAUSED}

    @property
    def may_cancel(self) -> bool:
        return self in {BulkState.RUNNING, BulkState.PAUSED, BulkState.CANCELLED}

    @property
    def is_over(self) -> bool:
        return self in {BulkState.CANCELLED, BulkState.FINISHED}


class Outcome(StrEnum):
    """`bad` never was to be sent; `refused` was, and something in the meantime was against it."""

    WAITING = ""
    BAD = "bad"
    SENT = "sent"
    REFUSED = "refused"
