"""The contracts a member of staff may see; what the query does not return does not exist for them."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal_column, select, union_all
from sqlalchemy.orm import Session

from contracts.access import Level
from contracts.locking import MOST_CODE_TRIES
from contracts.party_status import Known, needs_address
from contracts.roles import Permission
from contracts.stage import AWAITING_SIGNATURES, ENDED_UNSIGNED, MAY_ANSWER, WAITED_FOR, Progress, Stage
from database.contract import Contract
from database.holders import PaperTask
from database.party import Party
from database.queries.approvals import is_asked
from database.queries.reaching import reaches
from database.record import ContractEvent
from database.sessions import Staff

PAGE_SIZES = (20, 50, 100)
MOST_COUNTED = 1000
"""What a list counts out; more is said to be more."""
ASKED_AT_ONCE = 500
NOT_AWAITING = tuple(stage for stage in Stage if stage not in AWAITING_SIGNATURES)
"""No index is chosen for what is not: the few are found by what they are."""
WAITING = Stage.AWAITING_APPROVAL
RETURNED = (Stage.SENT_BACK, Stage.AWAITING_CONFIRMATION)
HAS_TRIED = literal_column("party.code_tries") > literal_column("0")
IS_ASKED_BACK = literal_column("contract.returned_how") == literal_column("'asked_back'")
"""As the partial indexes spell them."""


def may_see(staff: Staff) -> ColumnElement[bool]:
    """A draft is its owner's alone; a system administrator sees no contract at all (MK-76)."""
    return reaches(staff)


def contract_seen_by(session: Session, staff: Staff, public_id: str) -> Contract | None:
    return session.scalars(select(Contract).where(Contract.public_id == public_id, may_see(staff))).first()


def sent_contract_seen_by(session: Session, staff: Staff, public_id: str) -> Contract | None:
    contract = contract_seen_by(session, staff, public_id)
    return contract if contract is not None and contract.sequence > 0 else None


def contracts_seen_among(session: Session, staff: Staff, public_ids: Sequence[str]) -> dict[str, Contract]:
    """Return those of these contracts that the person may see and that were sent, by public id."""
    query = select(Contract).where(Contract.public_id.in_(public_ids), may_see(staff), Contract.sequence > 0)
    return {one.public_id: one for one in session.scalars(query)}


def awaiting_approval(session: Session, staff: Staff, most: int) -> list[int]:
    """Return what waits for this person's approval, also as a delegate, oldest first: `most` ids.

    Nobody approves what they submitted. What waits is found by its stage first: SQLite would walk the whole
    archive in the order of the list.
    """
    if not staff.may(Permission.APPROVE):
        return []
    here, is_waiting = Contract.organization_id == staff.organization.id, Contract.stage == WAITING
    at_stage = Contract.id.in_(select(Contract.id).where(here, is_waiting).correlate(None))
    waits = at_stage, may_see(staff), is_asked(session, staff)
    query = select(Contract.id).where(*waits).order_by(Contract.changed_at, Contract.id)
    waiting, found = session.scalars(query).all(), list[int]()
    for at in range(0, len(waiting), ASKED_AT_ONCE):
        some = waiting[at : at + ASKED_AT_ONCE]
        submitters = _submitters(session, some)
        found += [one for one in some if submitters.get(one, "") != staff.user.public_id]
        if len(found) >= most:
            break
    return found[:most]


def awaiting_signature(staff: Staff) -> Select[Any]:
    """Return what asks for this person's own signature as 自社署名者; the link is in their mail."""
    mine = select(Party.contract_id).where(
        Party.own.is_(True),
        Party.signs.is_(True),
        Party.mail.in_({staff.user.mail, staff.user.mail_key}),
        Party.progress.in_(MAY_ANSWER),
    )
    asked = Contract.stage.in_(AWAITING_SIGNATURES)
    query = select(Contract.id).where(may_see(staff), asked, Contract.id.in_(mine))
    return query.order_by(Contract.submitted_at, Contract.id)


def awaiting_answer(staff: Staff) -> Select[Any]:
    """Return what this sender must act on: sent back, asked back, locked out, or a mail that came back.

    Each is found by its own index: one condition with OR would read every contract.
    """
    here = Contract.organization_id == staff.organization.id
    returned = select(Contract.id).where(here, Contract.stage.in_(RETURNED))
    asked = Contract.stage.in_(AWAITING_SIGNATURES)
    is_unreached = select(Contract.id).where(here, asked, Contract.id.in_(unreached()))
    asked_back = select(Contract.id).where(here, IS_ASKED_BACK, Contract.stage.not_in(NOT_AWAITING))
    waits = Contract.id.in_(union_all(returned, *_locked(), is_unreached, asked_back))
    is_worth_it = Contract.sequence > 0, Contract.stage.not_in(ENDED_UNSIGNED)
    query = select(Contract.id).where(reaches(staff, Level.EDITOR), *is_worth_it, waits)
    return query.order_by(Contract.changed_at, Contract.id)


def unreached() -> Select[Any]:
    """Return the contracts with somebody who is waited for and whose letter came back.

    By the index of the few: SQLite takes that of `progress` for as good, and reads all who are asked.
    """
    waits = Party.undelivered_at.is_not(None), Party.progress.in_(WAITED_FOR)
    query = select(Party.contract_id).where(*waits)
    return query.with_hint(Party, "INDEXED BY ix_party_returned", "sqlite")


def owed_on_paper(staff: Staff) -> Select[Any]:
    """Return what is to be handed over on paper: electronic delivery was refused or taken back (LW-32)."""
    open_tasks = select(PaperTask.party_id).where(
        PaperTask.organization_id == staff.organization.id, PaperTask.done_at.is_(None)
    )
    owed = Contract.id.in_(select(Party.contract_id).where(Party.id.in_(open_tasks)))
    query = select(Contract.id).where(reaches(staff, Level.EDITOR), Contract.sequence > 0, owed)
    return query.order_by(Contract.changed_at, Contract.id)


def _locked() -> list[Select[Any]]:
    """What has ended unsigned is of no use to unlock; what was concluded is still visited."""
    tried = and_(HAS_TRIED, Party.code_tries >= MOST_CODE_TRIES)
    return [select(Party.contract_id).where(one) for one in (Party.progress == Progress.LOCKED, tried)]


def waits_for_address(contract: Contract) -> bool:
    """Return whether somebody is to be asked again elsewhere; `awaiting_answer` says the same."""
    return any(
        needs_address(Known(one.progress, contract.stage, undelivered=one.undelivered_at is not None))
        for one in contract.parties
    )


def submitter_of(session: Session, contract: Contract) -> str:
    """Return the public id of who submitted the round that is now asked for."""
    return _submitters(session, [contract.id]).get(contract.id, "")


def _submitters(session: Session, contracts: Sequence[int]) -> dict[int, str]:
    """Map contracts to the submitters of their last rounds; the menu of every page counts with this."""
    found: dict[int, str] = {}
    for at in range(0, len(contracts), ASKED_AT_ONCE):
        query = select(ContractEvent.contract_id, ContractEvent.facts).where(
            ContractEvent.contract_id.in_(contracts[at : at + ASKED_AT_ONCE]),
            ContractEvent.kind.in_(("contract_submitted", "round_opened")),
        )
        for contract, facts in session.execute(query.order_by(ContractEvent.sequence)):
            found[contract] = str(json.loads(facts)["origin"]["actor"])
    return found
