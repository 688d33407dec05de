"""契約期間 of a concluded contract, read from SQL when its term opens and whenever it has changed there."""

from typing import TYPE_CHECKING

from temporalio import activity

from contracts.messages import TermDates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from database.ledger import Ledger
    from database.term_facts import Calendars


class Terms:
    """Handed the ledger, the installation's alert days (MK-18) and the calendar of days off."""

    def __init__(self, ledger: "Ledger", alert_days: "Sequence[int]", calendars: "Calendars") -> None:
        self._ledger = ledger
        self._alert_days = list(alert_days)
        self._calendars = calendars

    @activity.defn(no_thread_cancel_exception=True)
    def term_dates(self, contract: str) -> TermDates:
        return self._ledger.term_dates(contract, self._alert_days, self._calendars)
