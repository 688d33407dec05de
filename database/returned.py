"""Contracts that were disposed of after a backup, and are back as rows without a file (LW-27, GM-33)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.disposal import Fate
from database.audit import Told, append_audit
from database.contract import Contract
from database.disposal import Disposal, DisposalItem
from database.disposing import contracts_of
from database.engine import now_of
from database.key_generations import COMMAND
from database.people import Organization

AT_ONCE = 500


def told_as_back(session: Session, destroyed: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Write each into the log of its organisation, and return them: the organisation's name, their numbers.

    `destroyed` are objects whose keys were destroyed on purpose. What an approved disposal of the set goes on
    with is none: it comes to its tombstone by itself.
    """
    named: dict[str, list[str]] = {}
    for contract in _back(session, destroyed):
        facts: dict[str, str | int] = {"number": contract.number or ""}
        told = Told("disposed_contract_back", COMMAND, contract.public_id, facts)
        append_audit(session, contract.organization_id, told, now_of(session))
        organization = session.get_one(Organization, contract.organization_id).name
        named.setdefault(organization, []).append(contract.number or contract.public_id)
    return list(named.items())


def _back(session: Session, destroyed: Sequence[str]) -> Sequence[Contract]:
    going = (
        select(DisposalItem.contract)
        .join(Disposal, Disposal.id == DisposalItem.disposal_id)
        .where(DisposalItem.state.in_((Fate.PROPOSED, Fate.EXECUTING)), Disposal.approved_by_id.is_not(None))
    )
    found: set[int] = set()
    for begin in range(0, len(destroyed), AT_ONCE):
        found |= contracts_of(session, destroyed[begin : begin + AT_ONCE])
    rows: list[Contract] = []
    for begin in range(0, len(found), AT_ONCE):
        some = Contract.id.in_(sorted(found)[begin : begin + AT_ONCE])
        rows += session.scalars(select(Contract).where(some, Contract.public_id.not_in(going)))
    return rows
