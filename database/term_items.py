"""契約情報 on the term and its renewal: how each item is read and set, and what follows from it (MK-13)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from contracts.metadata import ANSWER, NO, YES, Item
from contracts.renewal import notice_by
from database.contract import Contract

OF_THE_TERM = frozenset(
    {
        *(Item.STARTS_ON.value, Item.ENDS_ON.value, Item.AUTO_RENEWS.value, Item.RENEWS_FOR.value),
        *(Item.NOTICE.value, Item.ENDING.value, Item.TERMINATED_ON.value, ANSWER),
    }
)
"""What the engine acts on: a change of any of these is told to it (decision 055)."""


def follow_terms(contract: Contract, items: Iterable[str]) -> None:
    """Count a change of the term, so that the engine takes it over, and keep what follows from the items.

    An answer, an alert and an escalation belong to the end date they were given for.
    """
    changed = set(items)
    if Item.ENDS_ON in changed:
        begin_cycle(contract)
    if changed & OF_THE_TERM:
        keep_notice(contract)
        contract.term_rev += 1


def begin_cycle(contract: Contract) -> None:
    contract.renewal_answer = ""
    contract.renewal_asked_at = contract.renewal_escalated_at = contract.expiry_alerted_at = None


def keep_notice(contract: Contract) -> None:
    """Keep 更新拒絶期限日 right; whoever sets the end or the notice period says so."""
    contract.notice_by = notice_by(contract.ends_on, contract.notice_period)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _auto_renews(contract: Contract) -> str:
    if contract.auto_renews is None:
        return ""
    return YES if contract.auto_renews else NO


def _set_auto_renews(contract: Contract, value: str) -> None:
    contract.auto_renews = None if not value else value == YES


def _set_renews_for(contract: Contract, value: str) -> None:
    contract.renews_for = value


def _set_notice(contract: Contract, value: str) -> None:
    contract.notice_period = value


def _set_ending(contract: Contract, value: str) -> None:
    contract.ending = value == YES


def _set_terminated_on(contract: Contract, value: str) -> None:
    contract.terminated_on = _day(value)


def _set_answer(contract: Contract, value: str) -> None:
    contract.renewal_answer = value


READ: Mapping[str, Callable[[Contract], str]] = {
    Item.AUTO_RENEWS.value: _auto_renews,
    Item.RENEWS_FOR.value: lambda one: one.renews_for,
    Item.NOTICE.value: lambda one: one.notice_period,
    Item.ENDING.value: lambda one: YES if one.ending else NO,
    Item.TERMINATED_ON.value: lambda one: _iso(one.terminated_on),
    ANSWER: lambda one: one.renewal_answer,
}
SET: Mapping[str, Callable[[Contract, str], None]] = {
    Item.AUTO_RENEWS.value: _set_auto_renews,
    Item.RENEWS_FOR.value: _set_renews_for,
    Item.NOTICE.value: _set_notice,
    Item.ENDING.value: _set_ending,
    Item.TERMINATED_ON.value: _set_terminated_on,
    ANSWER: _set_answer,
}
