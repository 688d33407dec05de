"""携帯番号の名義変更: whether a number has another owner since it was obtained (IM-36)."""

from datetime import date
from pathlib import Path
from typing import Protocol

STOPPED_NUMBERS = "stopped-numbers.txt"


class NumberCheck(Protocol):
    def changed_on(self, number: str) -> date | None:
        """Return the day on which this number last went to another owner; None when that is not known."""


class UncheckedNumbers:
    """No carrier is asked, so nothing is known."""

    def changed_on(self, number: str) -> date | None:  # noqa: ARG002 -- the protocol's argument
        return None


class StoppedNumbers:
    """Reads `stopped-numbers.txt`: a number and an ISO date in each line. For demonstrations and tests."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / STOPPED_NUMBERS

    def changed_on(self, number: str) -> date | None:
        """Raise ValueError for a line that names no date, so that nothing is sent past a check unread."""
        if not self._file.exists():
            return None
        lines = (line.split() for line in self._file.read_text().splitlines())
        days = [date.fromisoformat(words[1]) for words in lines if words[:1] == [number]]
        return max(days, default=None)
