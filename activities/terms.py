"""契約期間 of a concluded contract, read once from SQL when its term opens."""

from typing import TYPE_CHECKING

from temporalio import activity

from contracts.messages import TermDates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from database.ledger import Ledger


class Terms:
    """Handed the ledger and the installation's alert days (MK-18)."""

    def __init__(self, ledger: "Ledger", alert_days: "Sequence[int]") -> None:
        self._ledger = ledger
        self._alert_days = list(alert_days)

    @activity.defn(no_thread_cancel_exception=True)
    def term_dates(self, contract: str) -> TermDates:
        starts_on, ends_on = self._ledger.term_days(contract)
        return TermDates(_iso(starts_on), _iso(ends_on), self._alert_days)


def _iso(day: object) -> str:
    return str(day) if day else ""
