"""下書き: rows that only their owner sees and changes until they are sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.money import INCLUDED, YEN
from contracts.stage import Stage
from database.contract import Contract
from database.contract_type import ContractType
from database.engine import now_of
from database.forgetting import let_go_of_draft
from database.people import Installation
from database.queries.boxes import forget_placement
from database.queries.draft_parties import set_parties
from database.queries.versions import discard_versions
from database.searchable import make_searchable
from database.sessions import Staff
from database.shelves.placing import empty_shelf
from database.usage import require_room_for_a_draft


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """文書情報; `amount` in minor units of `currency`, `amount_state` is unknown, none or stated (UX-13).

    `agreed_on` is the 締結日 that the document names (AD-14).
    `claim_domains` are mail domains separated by spaces (CL-54), `renews_for` and `notice_period` as
    `contracts.periods` spells them (MK-13).
    """

    title: str = ""
    type: ContractType | None = None
    standing: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    agreed_on: date | None = None
    amount: int | None = None
    amount_state: str = "unknown"
    currency: str = YEN
    amount_tax: str = INCLUDED
    memo: str = ""
    comment: str = ""
    guarantee_limit: int | None = None
    claim_domains: str = ""
    open_ended: bool = False
    auto_renews: bool | None = None
    renews_for: str = ""
    notice_period: str = ""


def own_drafts(session: Session, staff: Staff) -> Sequence[Contract]:
    query = select(Contract).where(
        Contract.organization_id == staff.organization.id,
        Contract.owner_id == staff.user.id,
        Contract.sequence == 0,
    )
    return session.scalars(query.order_by(Contract.changed_at.desc(), Contract.id.desc())).all()


def own_draft(session: Session, staff: Staff, public_id: str) -> Contract | None:
    """Return the draft, also while it is being sent (`submitted_at` is set, nothing is recorded yet)."""
    query = select(Contract).where(
        Contract.public_id == public_id,
        Contract.organization_id == staff.organization.id,
        Contract.owner_id == staff.user.id,
        Contract.sequence == 0,
    )
    return session.scalars(query).first()


def new_draft(session: Session, staff: Staff, facts: DraftFacts) -> Contract:
    """Raises LimitReached where the organisation has all the drafts it may have (T52)."""
    require_room_for_a_draft(session, staff.organization.id)
    now = now_of(session)
    contract = Contract(
        organization_id=staff.organization.id,
        owner_id=staff.user.id,
        stage=Stage.DRAFT,
        round=0,
        sent_digest="",
        epoch=current_epoch(session),
        sequence=0,
        head="",
        rev=0,
        indexed_rev=0,
        created_at=now,
        changed_at=now,
    )
    change_facts(contract, facts, now)
    session.add(contract)
    make_searchable(session, contract)
    return contract


def change_facts(contract: Contract, facts: DraftFacts, now: datetime) -> None:
    contract.title = facts.title
    contract.type_id = facts.type.id if facts.type else None
    contract.standing = facts.standing
    contract.starts_on, contract.ends_on = facts.starts_on, facts.ends_on
    contract.agreed_on, contract.open_ended = facts.agreed_on, facts.open_ended
    contract.amount_state = facts.amount_state
    contract.amount = facts.amount if facts.amount_state == "stated" else None
    contract.currency, contract.amount_tax = facts.currency, facts.amount_tax
    contract.memo, contract.comment = facts.memo, facts.comment
    contract.guarantee_limit, contract.claim_domains = facts.guarantee_limit, facts.claim_domains
    contract.auto_renews, contract.renews_for = facts.auto_renews, facts.renews_for
    contract.notice_period = facts.notice_period
    contract.changed_at = now


def current_epoch(session: Session) -> int:
    return session.scalars(select(Installation.epoch)).one()


def discard_draft(session: Session, contract: Contract) -> None:
    """Remove a draft and what belongs to it; the encrypted objects stay until the store is swept."""
    set_parties(session, contract, ())
    forget_placement(session, contract)
    discard_versions(session, contract)
    let_go_of_draft(session, contract)
    empty_shelf(session, contract)
    session.delete(contract)
    session.flush()
