"""まとめて再依頼: one contract of many asked again, and what to tell of it (IM-73)."""

from dataclasses import dataclass
from enum import StrEnum

from contracts.acts import Origin
from contracts.roles import Permission
from database.contract import Contract
from database.party import Party
from database.queries.contracts import sent_contract_seen_by
from database.queries.filed_addresses import outdated_addresses
from database.queries.levels import staff_before
from database.sessions import Staff
from webapp.casefile.places import may_ask_again
from webapp.chasing.asking import Wish, ask_all
from webapp.parts import parts

RETRIED = frozenset({202, 503})
"""Answers after which nothing is settled: the row waits for the next try with the same key."""


class Outcome(StrEnum):
    """`waiting` has not been tried, or nobody knows yet how it ended."""

    WAITING = ""
    ASKED = "asked"
    NOBODY = "nobody"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowResult:
    """`asked` counts the parties that were written to, `code` names what held the others up."""

    outcome: Outcome
    asked: int = 0
    code: str = ""


def re_request_contract(person: Staff, origin: Origin, contract: str, key: str) -> RowResult:
    """Ask whoever has not signed again; the same `key` asks the same people once, however often."""
    found = _found(person, contract)
    if isinstance(found, RowResult):
        return found
    answers = ask_all(contract, [Wish(party) for party in found], key, origin)
    asked = sum(answer.setback is None for answer in answers)
    setbacks = [answer.setback for answer in answers if answer.setback]
    if any(setback.status in RETRIED for setback in setbacks):
        return RowResult(Outcome.WAITING, asked, setbacks[0].code)
    if setbacks:
        return RowResult(Outcome.REFUSED, asked, setbacks[0].code)
    return RowResult(Outcome.ASKED, asked)


def pending_parties(contract: Contract) -> list[Party]:
    """Return who was asked and has not signed: the next in order alone (MK-59)."""
    return [party for party in contract.parties if may_ask_again(contract, party)]


def _found(person: Staff, public_id: str) -> list[Party] | RowResult:
    with parts().database.reading() as session:
        contract = sent_contract_seen_by(session, person, public_id)
        if contract is None or not staff_before(session, person, public_id).may(Permission.SEND):
            return RowResult(Outcome.REFUSED, code="not_permitted")
        if contract.frozen_at is not None:
            return RowResult(Outcome.REFUSED, code="contract_frozen")
        pending = pending_parties(contract)
        if outdated_addresses(session, pending):
            return RowResult(Outcome.REFUSED, code="address_outdated")
    return pending or RowResult(Outcome.NOBODY)
