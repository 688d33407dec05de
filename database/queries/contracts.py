"""The contracts a member of staff may see; what the query does not return does not exist for them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import Session, selectinload

from contracts.locking import MOST_CODE_TRIES
from contracts.roles import Permission
from contracts.stage import ENDED, Progress, Stage
from database.contract import Contract, Party
from database.record import ContractEvent
from database.sessions import Staff

PAGE_SIZES = (20, 50, 100)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows: `words` is looked for in title, number and parties; `page` counts from 1."""

    stage: str = ""
    words: str = ""
    page: int = 1
    size: int = PAGE_SIZES[0]


@dataclass(frozen=True, slots=True)
class ContractPage:
    contracts: Sequence[Contract]
    total: int


def may_see(staff: Staff) -> ColumnElement[bool]:
    """A draft is its owner's alone; a system administrator sees no contract at all (MK-76)."""
    if not staff.may(Permission.READ_ALL):
        return false()
    own = Contract.owner_id == staff.user.id
    return (Contract.organization_id == staff.organization.id) & or_(Contract.sequence > 0, own)


def contract_seen_by(session: Session, staff: Staff, public_id: str) -> Contract | None:
    return session.scalars(select(Contract).where(Contract.public_id == public_id, may_see(staff))).first()


def sent_contract_seen_by(session: Session, staff: Staff, public_id: str) -> Contract | None:
    contract = contract_seen_by(session, staff, public_id)
    return contract if contract is not None and contract.sequence > 0 else None


def contract_page(session: Session, staff: Staff, wanted: Wanted) -> ContractPage:
    """Return one page of 文書管理, newest change first."""
    query = _narrowed(select(Contract).where(may_see(staff)), wanted)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.scalars(
        query.options(selectinload(Contract.parties))
        .order_by(Contract.changed_at.desc(), Contract.id.desc())
        .limit(wanted.size)
        .offset((wanted.page - 1) * wanted.size)
    )
    return ContractPage(rows.all(), total)


def counts_by_stage(session: Session, staff: Staff) -> dict[str, int]:
    query = select(Contract.stage, func.count()).where(may_see(staff)).group_by(Contract.stage)
    return {row[0]: row[1] for row in session.execute(query)}


def contracts_awaiting_approval(session: Session, staff: Staff) -> Sequence[Contract]:
    """Return what this person may approve: nobody approves what they submitted, oldest first."""
    if not staff.may(Permission.APPROVE):
        return []
    query = select(Contract).where(may_see(staff), Contract.stage == Stage.AWAITING_APPROVAL)
    rows = session.scalars(query.order_by(Contract.submitted_at, Contract.id))
    return [row for row in rows if submitter_of(session, row) != staff.user.public_id]


def contracts_awaiting_answer(session: Session, staff: Staff) -> Sequence[Contract]:
    """Return what the senders must act on: sent back, or a party locked out."""
    if not staff.may(Permission.SEND):
        return []
    locked = select(Party.contract_id).where(
        or_(Party.progress == Progress.LOCKED, Party.code_tries >= MOST_CODE_TRIES)
    )
    is_visited = _is_open() | (Contract.stage == Stage.CONCLUDED)
    waits = or_(Contract.stage == Stage.SENT_BACK, Contract.id.in_(locked) & is_visited)
    query = select(Contract).where(may_see(staff), Contract.sequence > 0, waits)
    return session.scalars(query.order_by(Contract.changed_at, Contract.id)).all()


def submitter_of(session: Session, contract: Contract) -> str:
    """Return the public id of who submitted the round that is now asked for."""
    query = (
        select(ContractEvent.facts)
        .where(
            ContractEvent.contract_id == contract.id,
            ContractEvent.kind.in_(("contract_submitted", "round_opened")),
        )
        .order_by(ContractEvent.sequence.desc())
        .limit(1)
    )
    facts = session.scalars(query).first()
    return str(json.loads(facts)["origin"]["actor"]) if facts else ""


def _narrowed(query: Select[Contract], wanted: Wanted) -> Select[Contract]:
    if wanted.stage:
        query = query.where(Contract.stage == wanted.stage)
    for word in wanted.words.split():
        named = select(Party.contract_id).where(
            or_(Party.company.contains(word, autoescape=True), Party.name.contains(word, autoescape=True))
        )
        query = query.where(
            or_(
                Contract.title.contains(word, autoescape=True),
                Contract.number.contains(word, autoescape=True),
                Contract.id.in_(named),
            )
        )
    return query


def _is_open() -> ColumnElement[bool]:
    return Contract.stage.not_in(ENDED)
