"""One line of 期限の見張り台帳 (NX-02)."""

from dataclasses import dataclass
from datetime import datetime

from contracts.watching import Fulfilment
from database.contract import Contract

MOST = 1_000
"""Lines of each kind that are read at once."""


@dataclass(frozen=True, slots=True)
class Span:
    """The promises of a time, its begin included, as they stand at `now`."""

    since: datetime
    until: datetime
    now: datetime

    def holds(self, at: datetime) -> bool:
        return self.since <= at < self.until


@dataclass(frozen=True, slots=True)
class Promise:
    """`kind` is the template of the mail; `name` is whom a mail of the watch itself is to, else empty."""

    planned_at: datetime
    kind: str
    state: Fulfilment
    told_at: datetime | None = None
    contract: Contract | None = None
    name: str = ""
