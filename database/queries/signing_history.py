"""署名履歴: of each party the status and the instants of its way through the current round (IM-75)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.authentication import Profile, is_enough
from contracts.party_status import Known, PartyStatus, status_of
from database.contract import Contract
from database.delivery import PartyLink
from database.factors import PassedFactor
from database.party import Party
from database.people import PartySession
from database.queries.agreement import own_agreement
from database.queries.draft_parties import parties_of
from database.record import ContractEvent
from database.succession import Change, changes_of

ASKED, OPENED, REISSUED = "party_invited", "terms_accepted", "link_reissued"
HANDED_IN = "document_submitted"
KINDS = (ASKED, OPENED, REISSUED, HANDED_IN)


@dataclass(frozen=True, slots=True)
class SigningLine:
    """`sent_at` is the first request of the round, `asked_at` the newest; `changes` whoever held it before.

    `submissions` counts the files handed in during the round, by whomever.
    """

    party: Party
    status: PartyStatus
    sent_at: datetime | None
    asked_at: datetime | None
    opened_at: datetime | None
    authenticated_at: datetime | None
    agreed_at: datetime | None
    submissions: int
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class _Told:
    """One event of the round about one party."""

    sequence: int
    kind: str
    at: datetime
    item: str


def signing_history(session: Session, contract: Contract) -> list[SigningLine]:
    """Return one line for each party, in their order."""
    told, changes = _told(session, contract), changes_of(session, contract)
    return [
        _line(session, contract, party, told.get(party.public_id, []), changes.get(party.public_id, []))
        for party in parties_of(session, contract)
    ]


def statuses_of(lines: Sequence[SigningLine]) -> dict[str, str]:
    """Return the status by the public id of the party."""
    return {line.party.public_id: line.status.value for line in lines}


def _line(
    session: Session, contract: Contract, party: Party, told: Sequence[_Told], changes: Sequence[Change]
) -> SigningLine:
    since = max((one.sequence for one in changes), default=0)
    asked = [one.at for one in told if one.kind in {ASKED, REISSUED}]
    opened = [one.at for one in told if one.kind == OPENED and one.sequence > since]
    handed_in = {one.item for one in told if one.kind == HANDED_IN and one.sequence > since}
    authenticated = _authenticated_at(session, party) if opened else None
    agreed = own_agreement(session, contract, party)
    known = Known(
        progress=party.progress,
        stage=contract.stage,
        undelivered=party.undelivered_at is not None,
        asks_factors=asks_factors(party),
        authenticated=authenticated is not None,
        owes_documents=any(
            one.required and one.public_id not in handed_in for one in party.required_documents
        ),
    )
    return SigningLine(
        party=party,
        status=status_of(known),
        sent_at=min(asked, default=None),
        asked_at=max(asked, default=None),
        opened_at=min(opened, default=None),
        authenticated_at=authenticated,
        agreed_at=agreed.at if agreed else None,
        submissions=sum(one.kind == HANDED_IN for one in told),
        changes=changes,
    )


def asks_factors(party: Party) -> bool:
    """Tell whether more than the link is asked of the party."""
    return bool(party.access_code_hash) or party.profile not in {"", Profile.L1}


def _told(session: Session, contract: Contract) -> Mapping[str, list[_Told]]:
    query = select(ContractEvent).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind.in_(KINDS)
    )
    found: dict[str, list[_Told]] = {}
    for row in session.scalars(query.order_by(ContractEvent.sequence)):
        facts = json.loads(row.facts)
        if facts["round"] == contract.round:
            one = _Told(row.sequence, row.kind, datetime.fromisoformat(row.at), facts.get("item", ""))
            found.setdefault(facts["party"], []).append(one)
    return found


def _authenticated_at(session: Session, party: Party) -> datetime | None:
    """Return when a visit by a link that still stands first had passed all that is asked."""
    if not asks_factors(party):
        return None
    query = (
        select(PassedFactor.session_id, PassedFactor.factor, PassedFactor.passed_at)
        .join(PartySession, PartySession.id == PassedFactor.session_id)
        .join(PartyLink, PartyLink.id == PartySession.link_id)
        .where(
            PartyLink.party_id == party.id,
            PartyLink.round == party.contract.round,
            PartyLink.revoked_at.is_(None),
        )
        .order_by(PassedFactor.passed_at, PassedFactor.id)
    )
    passed: dict[int, list[str]] = {}
    for visit, factor, at in session.execute(query):
        factors = passed.setdefault(visit, [])
        factors.append(factor)
        if is_enough(party.profile, factors, access_code=bool(party.access_code_hash)):
            return at
    return None
