"""The one table between typed events and what is stored: `{kind, version, facts}` (design.md section 5)."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from contracts import events
from contracts.acts import Origin, PartyPlan, RouteStep
from contracts.later import spelled

KINDS: dict[str, type[Any]] = {
    "contract_submitted": events.ContractSubmitted,
    "contract_imported": events.ContractImported,
    "approval_given": events.ApprovalGiven,
    "approval_rejected": events.ApprovalRejected,
    "returned_to_owner": events.ReturnedToOwner,
    "approval_opposed": events.ApprovalOpposed,
    "returned_to_step": events.ReturnedToStep,
    "pulled_back": events.PulledBack,
    "approval_escalated": events.ApprovalEscalated,
    "approver_passed_over": events.ApproverPassedOver,
    "round_prepared": events.RoundPrepared,
    "party_invited": events.PartyInvited,
    "terms_accepted": events.TermsAccepted,
    "party_locked": events.PartyLocked,
    "party_unlocked": events.PartyUnlocked,
    "document_submitted": events.DocumentSubmitted,
    "sent_back": events.SentBack,
    "round_resumed": events.RoundResumed,
    "round_opened": events.RoundOpened,
    "agreement_recorded": events.AgreementRecorded,
    "agreement_sealed": events.AgreementSealed,
    "contract_concluded": events.ContractConcluded,
    "certificates_issued": events.CertificatesIssued,
    "contract_withdrawn": events.ContractWithdrawn,
    "round_expired": events.RoundExpired,
    "contract_declined": events.ContractDeclined,
    "party_claimed": events.PartyClaimed,
    "party_handed_over": events.PartyHandedOver,
    "contact_changed": events.ContactChanged,
    "conclusion_confirmed": events.ConclusionConfirmed,
    "link_reissued": events.LinkReissued,
    "party_reminded": events.PartyReminded,
    "deadline_extended": events.DeadlineExtended,
    "reminders_switched": events.RemindersSwitched,
    "retraction_asked": events.RetractionAsked,
    "retraction_answered": events.RetractionAnswered,
    "term_opened": events.TermOpened,
    "term_began": events.TermBegan,
    "expiry_approached": events.ExpiryApproached,
    "term_ended": events.TermEnded,
    "term_changed": events.TermChanged,
    "renewal_asked": events.RenewalAsked,
    "renewal_escalated": events.RenewalEscalated,
    "term_rolled_forward": events.TermRolledForward,
    "term_unsettled": events.TermUnsettled,
}
VERSION = 1
_KIND_OF = {kind_type: kind for kind, kind_type in KINDS.items()}


class EventUnknown(Exception):
    """A stored event of a kind or version that this release cannot read."""


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One row of the record; `at` is an ISO instant in UTC, `facts` canonical JSON, `digest` hex SHA-256."""

    sequence: int
    kind: str
    version: int
    facts: str
    at: str
    key: str
    previous: str
    digest: str


def canonical(value: object) -> str:
    """Return the one JSON spelling of a value that digests are made over (RFC 8785 for our value types)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def kind_of(event: events.Event) -> str:
    return _KIND_OF[type(event)]


def digest_of(contract: str, stored: dict[str, object]) -> str:
    """Return the hex SHA-256 that makes a stored event final; `stored` lacks the digest itself."""
    return hashlib.sha256(canonical({"contract": contract, **stored}).encode()).hexdigest()


def to_stored(  # noqa: PLR0913 -- the envelope has these columns and no natural grouping
    event: events.Event, *, contract: str, sequence: int, at: str, key: str, previous: str
) -> StoredEvent:
    columns = {
        "sequence": sequence,
        "kind": kind_of(event),
        "version": VERSION,
        "facts": canonical(spelled(event)),
        "at": at,
        "key": key,
        "previous": previous,
    }
    return StoredEvent(**columns, digest=digest_of(contract, columns))  # type: ignore[arg-type]  # the dict above has exactly these columns


def is_genuine(contract: str, stored: StoredEvent) -> bool:
    columns = asdict(stored)
    return digest_of(contract, {k: v for k, v in columns.items() if k != "digest"}) == stored.digest


def from_stored(stored: StoredEvent) -> events.Event:
    """Return the typed event.

    Raises EventUnknown for kinds and versions of another release.
    """
    kind_type = KINDS.get(stored.kind)
    if kind_type is None or stored.version != VERSION:
        raise EventUnknown(stored.kind, stored.version)
    facts = json.loads(stored.facts)
    if "origin" in facts:
        facts["origin"] = Origin(**facts["origin"])
    if stored.kind == "contract_submitted":
        facts["parties"] = [PartyPlan(**plan) for plan in facts["parties"]]
    if "route" in facts:
        facts["route"] = [RouteStep(**step) for step in facts["route"]]
    event: events.Event = kind_type(**facts)
    return event
