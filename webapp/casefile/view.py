"""What the page of one contract shows, gathered while the session is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contracts.effects import EffectKind
from contracts.roles import Permission
from contracts.stage import ENDED, ENDED_UNSIGNED, Stage
from database.contract import Contract
from database.delivery import Delivery
from database.document import DocumentVersion
from database.evidence import Certificate
from database.party import Party
from database.party_sessions import code_is_locked
from database.queries.agreement import own_agreement
from database.queries.downloads import NamedFile, certificate_for, concluded_documents
from database.queries.expiring import days_until_end
from database.queries.sent import failed_deliveries
from database.queries.timeline import FOR_APPROVAL, RecordedAct, acts_of, last_reason
from database.queries.unstamped import steps_waiting
from database.queries.versions import versions_of
from database.sessions import Staff
from webapp.casefile.approval import ShownApproval, shown_approval
from webapp.casefile.dividing import ways_told
from webapp.casefile.revisions import RevisionShown, revisions_shown
from webapp.casefile.shown import ShownDocument, shown_documents
from webapp.texts.acts import act_title, act_tone, acted_by
from webapp.texts.undelivered import delivery_detail, delivery_title


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline, as macros/timeline.html reads it."""

    at: datetime
    title: str
    who: str
    detail: str
    tone: str


@dataclass(frozen=True, slots=True)
class Rights:
    """What this person may do here now; the engine decides again when they do it."""

    approve: bool
    own_submission: bool
    answer: bool
    withdraw: bool
    unlock: bool
    download: bool
    begin_again: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    contract: Contract
    parties: Sequence[Party]
    versions: Sequence[DocumentVersion]
    entries: Sequence[Entry]
    shown: ShownDocument | None
    signed: Sequence[NamedFile]
    certificate: Certificate | None
    returned: RecordedAct | None
    declined: RecordedAct | None
    agreed_at: dict[str, datetime]
    undelivered: dict[str, Delivery]
    days_left: int | None
    rights: Rights
    approval: ShownApproval
    approval_asked_at: datetime | None
    sent_at: datetime | None
    divided: dict[str, str]
    revisions: Sequence[RevisionShown]
    unstamped: Sequence[EffectKind]


def case_view(session: Session, staff: Staff, contract: Contract) -> CaseView:
    acts = acts_of(session, contract)
    approval = shown_approval(session, staff, contract)
    failed = failed_deliveries(session, contract)
    return CaseView(
        contract=contract,
        parties=contract.parties,
        versions=versions_of(session, contract),
        entries=_entries(contract, acts, failed),
        shown=shown_documents(session, contract, "management.contract"),
        signed=concluded_documents(session, contract),
        certificate=certificate_for(session, contract, "own"),
        returned=last_reason(acts) if contract.stage == Stage.SENT_BACK else None,
        declined=next((act for act in acts if act.kind == "contract_declined"), None),
        agreed_at=_agreed_at(session, contract),
        undelivered={row.party: row for row in failed},
        days_left=days_until_end(session, contract),
        rights=_rights(staff, contract, approval),
        approval=approval,
        approval_asked_at=_first(acts, "contract_submitted", FOR_APPROVAL),
        sent_at=_sent_at(acts),
        divided=ways_told(session, contract),
        revisions=revisions_shown(session, contract),
        unstamped=steps_waiting(session, contract),
    )


def _sent_at(acts: Sequence[RecordedAct]) -> datetime | None:
    """Return when a party was asked first; until then nothing has left the house (MK-49)."""
    return _first(acts, "party_invited") or _first(acts, "contract_submitted", "")


def _first(acts: Sequence[RecordedAct], kind: str, *outcomes: str) -> datetime | None:
    found = (act.at for act in acts if act.kind == kind and (not outcomes or act.outcome in outcomes))
    return next(found, None)


def _rights(staff: Staff, contract: Contract, approval: ShownApproval) -> Rights:
    sends = staff.may(Permission.SEND) and contract.frozen_at is None
    is_open = contract.stage not in ENDED
    is_visited = is_open or contract.stage == Stage.CONCLUDED
    return Rights(
        approve=bool(approval.deciding_for) and staff.may(Permission.APPROVE),
        own_submission=approval.is_own,
        answer=sends and contract.stage == Stage.SENT_BACK,
        withdraw=sends and is_open and contract.stage != Stage.SEALING,
        unlock=sends and is_visited and any(code_is_locked(party) for party in contract.parties),
        download=staff.may(Permission.DOWNLOAD),
        begin_again=contract.stage in ENDED_UNSIGNED and staff.may(Permission.DRAFT),
    )


def _agreed_at(session: Session, contract: Contract) -> dict[str, datetime]:
    """Return 署名日時 by the public id of each party that has agreed to the current round (IM-75)."""
    found = {party.public_id: own_agreement(session, contract, party) for party in contract.parties}
    return {party: agreement.at for party, agreement in found.items() if agreement}


def _entries(contract: Contract, acts: Sequence[RecordedAct], failed: Sequence[Delivery]) -> Sequence[Entry]:
    names = {party.public_id: party.name for party in contract.parties}
    lines = [*map(_entry, acts), *(_failure(row, names.get(row.party, "")) for row in failed)]
    return sorted(lines, key=lambda line: line.at)[::-1]


def _failure(row: Delivery, name: str) -> Entry:
    return Entry(row.at, delivery_title(row), name, delivery_detail(row), "alert")


def _entry(act: RecordedAct) -> Entry:
    return Entry(
        at=act.at,
        title=act_title(act.kind, act.item, act.outcome),
        who=acted_by(act.actor, act.on_behalf) or act.party,
        detail=act.reason,
        tone=act_tone(act.kind),
    )
