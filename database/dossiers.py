"""What a signing effect needs to know, read from the record in one place."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.certificate_id import certificate_id
from contracts.document_ways import EVERYTHING, Way, Ways
from contracts.messages import EffectRequest
from contracts.reasons import (
    agreement_reason,
    creation_reason,
    factors_told,
    final_reason,
    instant_in_jst,
    naming_reason,
    prepared_naming_reason,
    prepared_reason,
    record_name,
    registered_name,
)
from contracts.signing import (
    Conclusion,
    Extended,
    FileIdentity,
    Filling,
    Preparation,
    RevisionKind,
    Sealing,
    SigningParty,
    SigningPlan,
    Unsigned,
)
from contracts.standing import Standing
from database.agreed import agreed_mark, agreed_values
from database.carrying import carried
from database.contract import Contract
from database.document import StoredFile
from database.document_ways import sent_ways, ways_sent_to
from database.envelope import printed_titles
from database.evidence import Revision
from database.inputs import values_in, with_inputs
from database.party import Party
from database.record import ContractEvent, ContractRound
from database.spots import spots_of, spots_of_round

AGREED_UNTIL_MINUTE = len("2026-11-21 13:02")
AGREED, NAMED = "同意", "記名"
LAID_OUT = "署名準備"
"""What a party signs itself is filled in before its agreement."""
TO_BE_NAMED = "（締結用URLで手続きする方）"

Wording = Callable[[str, str, datetime, str, Sequence[str]], str]
Wordings = tuple[Wording, Wording]
"""Of who signs, and of a 取引士."""


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
    version = round_row.version
    spots = spots_of(session, version)
    plan = SigningPlan(
        certificate_id=certificate_id(contract.public_id, round_row.number),
        title=contract.title,
        sender=contract.organization.name,
        parties=tuple(
            SigningParty(
                party_key(party),
                party.role,
                party.company,
                printed_name(party),
                party.imprint,
                names_only=party.names_only,
            )
            for party in signers
        ),
    )
    agrees = Standing(contract.standing).sending_is_agreement
    reason = creation_reason(
        contract.owner.name, contract.owner.mail, sent_at, _record(contract, request), agrees=agrees
    )
    ways = sent_ways(session, contract.id)
    documents = tuple(
        Unsigned(
            identity_of(contract, one.working),
            replace(plan, title=title, parties=with_inputs(*_signing(plan, signers, ways, at), spots, at)),
        )
        for at, (one, title) in enumerate(
            zip(version.documents, printed_titles(contract, version), strict=True), 1
        )
    )
    return Preparation(documents, reason)


def sealing(session: Session, request: EffectRequest) -> Sealing:
    """Raises AgreedIsChanged where what would be sealed is not what was agreed to."""
    contract = contract_of(session, request.contract)
    agreed = event_of(session, contract, request.effect.sequence)
    party = session.scalars(select(Party).where(Party.public_id == request.effect.recipient)).one()
    revisions = revisions_of(session, contract, request.effect.round)
    filling = filling_of(session, party, agreed, request.effect.round, _act_of(party))
    reason = _reason(party, agreed, _record(contract, request))
    typed = agreed_values(session, party, agreed.facts)
    spots = spots_of_round(session, contract, request.effect.round)
    signed = zip(revisions[-1].files, revisions[0].files, strict=True)
    ways = ways_sent_to(session, party)
    documents = tuple(
        Extended(
            identity_of(contract, parent),
            identity_of(contract, base),
            values_in(party, spots, typed, at),
            None if ways.of(at) is Way.SIGN else carried(contract.organization.public_id, revisions[-1], at),
        )
        for at, (parent, base) in enumerate(signed, 1)
    )
    return Sealing(documents, filling, reason)


def filling_of(session: Session, party: Party, agreed: EventFacts, round_number: int, act: str) -> Filling:
    """Return what the party's act writes into its fields, `act` as the word beside the seal."""
    return Filling(
        party_key(party),
        agreed_text(agreed.at, _named_since(session, party, round_number), act),
        agreed_mark(session, party, agreed.facts),
        name=put_name(party),
    )


def _signing(
    plan: SigningPlan, signers: Sequence[Party], ways: Mapping[str, Ways], place: int
) -> tuple[list[SigningParty], list[Party]]:
    """Return those who sign the document of this place: nobody else is named or has a field in it (MK-65)."""
    pairs = [
        (one, party)
        for one, party in zip(plan.parties, signers, strict=True)
        if ways.get(party.public_id, EVERYTHING).of(place) is Way.SIGN
    ]
    return [one for one, _party in pairs], [party for _one, party in pairs]


def conclusion(session: Session, request: EffectRequest) -> Conclusion:
    contract = contract_of(session, request.contract)
    at = event_of(session, contract, request.effect.sequence).at
    revisions = revisions_of(session, contract, request.effect.round)
    reason = final_reason(contract.organization.name, at, _record(contract, request))
    return Conclusion(tuple(identity_of(contract, file) for file in revisions[-1].files), reason)


def _record(contract: Contract, request: EffectRequest) -> str:
    return record_name(contract.number or "", request.effect.sequence)


def own_reason(party: Party, prepared: EventFacts, named: str) -> str:
    """Return the 理由 of what a party signs itself before it agrees; `named` is its public id (LW-08)."""
    record = record_name(party.contract.number or "", named)
    return _reason(party, prepared, record, (prepared_reason, prepared_naming_reason))


def _reason(
    party: Party, agreed: EventFacts, record: str, worded: Wordings = (agreement_reason, naming_reason)
) -> str:
    of_signers, of_agents = worded
    factors = factors_told(agreed.facts["authenticated"], agreed.facts.get("enrolled", []))
    reached = party.mail or party.phone
    if party.names_only:
        return of_agents(printed_name(party), reached, agreed.at, record, factors)
    return of_signers(party.name, reached, agreed.at, record, factors)


def printed_name(party: Party) -> str:
    """Return the name for 署名欄, of a 取引士 with the registration (LW-34).

    Who comes by a 締結用URL is not known before the document is fixed.
    """
    if party.names_only:
        return registered_name(party.name, party.registration)
    return TO_BE_NAMED if party.claimable and not party.holder else party.name


def put_name(party: Party) -> str:
    """Return what a 取引士 puts into the 記名 boxes; nobody else has any (AD-03)."""
    return printed_name(party) if party.names_only else ""


def agreed_text(at: datetime, name: str = "", act: str = AGREED) -> str:
    """What stands beside the seal, e.g. `2026-11-21 13:02 同意`; with the name where 署名欄 has another."""
    return " ".join(filter(None, (instant_in_jst(at)[:AGREED_UNTIL_MINUTE], act, name)))


def _act_of(party: Party) -> str:
    return NAMED if party.names_only else AGREED


def _named_since(session: Session, party: Party, round_number: int) -> str:
    """Return who holds the place if that changed after 署名欄 of this round was drawn (CS-10, CL-20)."""
    drawn = revisions_of(session, party.contract, round_number)[0].timestamped_at
    if not party.holder or party.held_since is None or party.held_since <= drawn:
        return ""
    return f"（{' '.join(filter(None, (party.company, party.name)))}）"


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
