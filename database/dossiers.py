"""What a signing effect needs to know, read from the record in one place."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.certificate_id import certificate_id
from contracts.messages import EffectRequest
from contracts.reasons import (
    agreement_reason,
    creation_reason,
    final_reason,
    instant_in_jst,
    record_name,
)
from contracts.signing import (
    Conclusion,
    FileIdentity,
    Filling,
    ImprintMark,
    Preparation,
    RevisionKind,
    Sealing,
    SigningParty,
    SigningPlan,
)
from contracts.standing import Standing
from database.contract import Contract, Party
from database.document import StoredFile
from database.evidence import ImprintRow, Revision
from database.record import ContractEvent, ContractRound

AGREED_UNTIL_MINUTE = len("2026-11-21 13:02")


@dataclass(frozen=True, slots=True)
class EventFacts:
    facts: dict[str, Any]
    at: datetime


def contract_of(session: Session, public_id: str) -> Contract:
    return session.scalars(select(Contract).where(Contract.public_id == public_id)).one()


def event_of(session: Session, contract: Contract, sequence: int) -> EventFacts:
    row = session.get_one(ContractEvent, (contract.id, sequence))
    return EventFacts(json.loads(row.facts), datetime.fromisoformat(row.at))


def identity_of(contract: Contract, file: StoredFile) -> FileIdentity:
    return FileIdentity(contract.organization.public_id, file.public_id, file.purpose, file.digest)


def party_key(party: Party) -> str:
    """The name of a party inside the PDF: no name, no id of ours."""
    return f"p{party.position}"


def preparation(session: Session, request: EffectRequest) -> Preparation:
    contract = contract_of(session, request.contract)
    sent_at = event_of(session, contract, request.effect.sequence).at
    round_row = _round(session, contract, request.effect.round)
    signers = [party for party in contract.parties if party.signs]
    plan = SigningPlan(
        certificate_id=certificate_id(contract.public_id, round_row.number),
        title=contract.title,
        sender=contract.organization.name,
        parties=tuple(
            SigningParty(party_key(party), party.role, party.company, party.name, party.imprint)
            for party in signers
        ),
    )
    agrees = Standing(contract.standing).sending_is_agreement
    reason = creation_reason(
        contract.owner.name, contract.owner.mail, sent_at, _record(contract, request), agrees=agrees
    )
    return Preparation(identity_of(contract, round_row.version.working), plan, reason)


def sealing(session: Session, request: EffectRequest) -> Sealing:
    contract = contract_of(session, request.contract)
    agreed = event_of(session, contract, request.effect.sequence)
    party = session.scalars(select(Party).where(Party.public_id == request.effect.recipient)).one()
    revisions = revisions_of(session, contract, request.effect.round)
    filling = Filling(party_key(party), agreed_text(agreed.at), _mark(session, agreed.facts["imprint"]))
    reason = agreement_reason(
        party.name, party.mail, agreed.at, _record(contract, request), agreed.facts["authenticated"]
    )
    return Sealing(
        parent=identity_of(contract, revisions[-1].file),
        base=identity_of(contract, revisions[0].file),
        filling=filling,
        reason=reason,
    )


def conclusion(session: Session, request: EffectRequest) -> Conclusion:
    contract = contract_of(session, request.contract)
    at = event_of(session, contract, request.effect.sequence).at
    revisions = revisions_of(session, contract, request.effect.round)
    reason = final_reason(contract.organization.name, at, _record(contract, request))
    return Conclusion(identity_of(contract, revisions[-1].file), reason)


def _record(contract: Contract, request: EffectRequest) -> str:
    return record_name(contract.number or "", request.effect.sequence)


def agreed_text(at: datetime) -> str:
    """What stands beside the seal, e.g. `2026-11-21 13:02 同意`."""
    return f"{instant_in_jst(at)[:AGREED_UNTIL_MINUTE]} 同意"


def revisions_of(session: Session, contract: Contract, round_number: int) -> list[Revision]:
    query = select(Revision).where(Revision.contract_id == contract.id, Revision.round == round_number)
    return list(session.scalars(query.order_by(Revision.number)))


def standing_revision(
    session: Session, contract: Contract, round_number: int, kind: RevisionKind, party: str
) -> Revision | None:
    """Return the revision that an effect has already left: doing it again must not sign again."""
    return session.scalars(
        select(Revision).where(
            Revision.contract_id == contract.id,
            Revision.round == round_number,
            Revision.kind == kind,
            Revision.party == party,
        )
    ).first()


def _round(session: Session, contract: Contract, number: int) -> ContractRound:
    return session.scalars(
        select(ContractRound).where(ContractRound.contract_id == contract.id, ContractRound.number == number)
    ).one()


def _mark(session: Session, imprint: str) -> ImprintMark | None:
    if not imprint:
        return None
    row = session.scalars(select(ImprintRow).where(ImprintRow.public_id == imprint)).one()
    return ImprintMark(row.text, row.operators, row.size_mm)
