"""One step of a 一括変更 of the ledger: rows for some seconds, a few to a transaction (MK-07, MK-21)."""

from time import monotonic
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.messages import PlanStart, PlanStep

if TYPE_CHECKING:
    from database.plan_desk import PlanDesk

AT_ONCE, SECONDS_AT_ONCE = 20, 5.0
"""Rows of one transaction, so that other writers get their turn; and how long one step works."""


class PlanCarrying:
    """Handed the desk; safe to repeat, a row is marked in the transaction that changes its contract."""

    def __init__(self, desk: "PlanDesk") -> None:
        self._desk = desk

    @activity.defn(name="carry_on_plan", no_thread_cancel_exception=True)
    def carry_on_plan(self, start: PlanStart) -> PlanStep:
        """Do the next rows; whoever was killed is followed by another at the same row."""
        until = monotonic() + SECONDS_AT_ONCE
        with beating():
            while monotonic() < until:
                if not self._desk.carry_on(start.plan, AT_ONCE):
                    return PlanStep(goes_on=False)
        return PlanStep(goes_on=True)
