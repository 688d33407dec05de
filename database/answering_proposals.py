"""確認: what a person makes of the proposals; a value changes only through the one door (MK-30, MK-33)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.preset_spelling import preset_from
from contracts.reading import ANSWERED, ASKABLE, ProposalState, Read, door_of
from contracts.stage import Stage
from contracts.type_preset import CustomField
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.metadata_reading import MetadataProposal, MetadataReading
from database.people import User


@dataclass(frozen=True, slots=True)
class Answers:
    """By the public id of the proposal: the values taken over, as they are kept, and what was set aside."""

    taken: Mapping[str, str] = field(default_factory=dict)
    dismissed: Sequence[str] = ()
    confirms_rest: bool = False


def answer_proposals(session: Session, by: User, contract: Contract, answers: Answers) -> int:
    """File the answers and return how many there were; one that was answered before is left as it is.

    The caller has changed the values themselves. With `confirms_rest` the contract is confirmed even if
    something is still open: what is open is set aside.
    """
    reading = session.get(MetadataReading, contract.id, with_for_update=True)
    rows = _askable(session, contract)
    count = 0
    for row in rows:
        count += _answered(row, answers, by, now_of(session))
    session.flush()
    own = preset_from(contract.type.preset).items if contract.type else ()
    left = _waiting(contract, rows, own)
    was_unconfirmed = reading is not None and reading.unconfirmed
    if reading is not None and not left and (count or answers.confirms_rest):
        reading.unconfirmed, reading.confirmed_by_id = False, by.id
        reading.confirmed_at = now_of(session)
    if count or (was_unconfirmed and answers.confirms_rest):
        _tell(session, by, contract, rows)
    return count


def settle_by_hand(
    session: Session, contract: Contract, items: Iterable[str], own: Sequence[CustomField], by: User | None
) -> None:
    """A person has set an item themselves: nobody is asked about it any more (MK-32)."""
    changed = set(items)
    rows = _askable(session, contract)
    settled = [row for row in rows if door_of(Read(row.item), own, contract.stage) in changed]
    if not settled:
        return
    for row in settled:
        row.state, row.by_id, row.at = ProposalState.SUPERSEDED, by.id if by else None, now_of(session)
    session.flush()
    reading = session.get(MetadataReading, contract.id)
    if reading is not None and not _waiting(contract, rows, own):
        was_imported = contract.stage == Stage.IMPORTED and reading.confirmed_at is None
        reading.unconfirmed = reading.unconfirmed and was_imported


def _waiting(
    contract: Contract, rows: Sequence[MetadataProposal], own: Sequence[CustomField]
) -> Sequence[MetadataProposal]:
    """Return what keeps a contract 未確認: what is open, and has a place in 契約情報 to go to."""
    return [
        row
        for row in rows
        if row.state == ProposalState.OPEN and door_of(Read(row.item), own, contract.stage)
    ]


def _answered(row: MetadataProposal, answers: Answers, by: User, at: datetime) -> int:
    if row.public_id in answers.taken:
        row.settled = answers.taken[row.public_id]
        row.state = ProposalState.ACCEPTED if row.settled == row.value else ProposalState.CORRECTED
    elif row.public_id in answers.dismissed or (answers.confirms_rest and row.state == ProposalState.OPEN):
        row.state = ProposalState.DISMISSED
    else:
        return 0
    row.by_id, row.at = by.id, at
    return 1


def _askable(session: Session, contract: Contract) -> Sequence[MetadataProposal]:
    query = select(MetadataProposal).where(
        MetadataProposal.contract_id == contract.id, MetadataProposal.state.in_(ASKABLE)
    )
    return session.scalars(query.order_by(MetadataProposal.id)).all()


def _tell(session: Session, by: User, contract: Contract, rows: Sequence[MetadataProposal]) -> None:
    facts: dict[str, str | int] = {
        state.value: sum(row.state == state for row in rows) for state in sorted(ANSWERED)
    }
    told = Told("metadata_proposals_answered", by.public_id, contract.public_id, facts)
    append_audit(session, contract.organization_id, told, now_of(session))
