"""What the world must be told or given after an event: rows that stay until they are done."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from contracts import events
from contracts.acts import FIRST_EDITION
from contracts.approval import ANYONE
from contracts.stage import Phase
from contracts.state import ContractState

OWNER = "owner"
APPROVERS = ANYONE
SYSTEM = "system"


class Lane(StrEnum):
    """Effects of one lane are done in order; a lane that waits (TSA down) holds up no other lane."""

    SIGNING = "signing"
    POST = "post"


class EffectKind(StrEnum):
    PREPARE_ROUND = "prepare_round"
    SEAL_AGREEMENT = "seal_agreement"
    CONCLUDE = "conclude"
    CERTIFY = "certify"
    ASK_APPROVAL = "ask_approval"
    TELL_APPROVAL = "tell_approval"
    TELL_PULLED_BACK = "tell_pulled_back"
    INVITE = "invite"
    TELL_LOCKED = "tell_locked"
    TELL_SENT_BACK = "tell_sent_back"
    TELL_RESUMED = "tell_resumed"
    TELL_VOIDED = "tell_voided"
    CONFIRM_AGREEMENT = "confirm_agreement"
    TELL_CONCLUDED = "tell_concluded"
    TELL_WITHDRAWN = "tell_withdrawn"
    TELL_EXPIRED = "tell_expired"
    TELL_EXPIRING = "tell_expiring"
    ASK_RENEWAL = "ask_renewal"
    ESCALATE_RENEWAL = "escalate_renewal"
    TELL_ROLLED = "tell_rolled"
    TELL_DECLINED = "tell_declined"
    TELL_HANDED_OVER = "tell_handed_over"
    TELL_RETRACTION_ASKED = "tell_retraction_asked"
    TELL_RETRACTION_ANSWERED = "tell_retraction_answered"
    TELL_DOCUMENTS = "tell_documents"
    REMIND = "remind"
    REMIND_OF_DEADLINE = "remind_of_deadline"
    TELL_EXTENDED = "tell_extended"
    ASK_CONFIRMATION = "ask_confirmation"

    @property
    def lane(self) -> Lane:
        return Lane.SIGNING if self in _SIGNING else Lane.POST


_SIGNING = frozenset(
    {EffectKind.PREPARE_ROUND, EffectKind.SEAL_AGREEMENT, EffectKind.CONCLUDE, EffectKind.CERTIFY}
)


@dataclass(frozen=True, slots=True)
class Effect:
    """`recipient` is the id of a party or an approver, or OWNER, APPROVERS, SYSTEM.

    `round` is the one the effect belongs to.
    """

    sequence: int
    kind: EffectKind
    recipient: str
    round: int


def effects_of(state: ContractState, event: events.Event) -> list[Effect]:
    """Return the effects of `event`, of which `state` is the state after it."""
    rule = _RULES.get(type(event))
    pairs = rule(state, event) if rule else []
    round_number = getattr(event, "round", state.round)
    return [Effect(state.sequence, kind, recipient, round_number) for kind, recipient in pairs]


_Pairs = list[tuple[EffectKind, str]]


def _to_all(kind: EffectKind, recipients: list[str]) -> _Pairs:
    return [(kind, recipient) for recipient in recipients]


def _prepare_or_ask(state: ContractState, _event: object) -> _Pairs:
    if state.phase is Phase.AWAITING_APPROVAL:
        return _ask_next(state)
    return [(EffectKind.PREPARE_ROUND, SYSTEM)]


def _ask_next(state: ContractState, _event: object = None) -> _Pairs:
    """Ask those whose turn has come with this event, and nobody who was asked before."""
    return _to_all(EffectKind.ASK_APPROVAL, list(state.approval.newly))


def _after_approval(state: ContractState, _event: object) -> _Pairs:
    if state.phase is Phase.AWAITING_APPROVAL:
        return _ask_next(state)
    return [(EffectKind.PREPARE_ROUND, SYSTEM), (EffectKind.TELL_APPROVAL, OWNER)]


def _after_resuming(state: ContractState, _event: object) -> _Pairs:
    if state.phase is Phase.AWAITING_APPROVAL:
        return _ask_next(state)
    return _to_all(EffectKind.TELL_RESUMED, [party.id for party in state.pending if party.invited])


def _after_opening(state: ContractState, event: events.RoundOpened) -> _Pairs:
    return [*_prepare_or_ask(state, event), *_to_all(EffectKind.TELL_VOIDED, event.voided)]


def _after_agreement(state: ContractState, event: events.AgreementRecorded) -> _Pairs:
    done = [(EffectKind.SEAL_AGREEMENT, event.party), (EffectKind.CONFIRM_AGREEMENT, event.party)]
    if state.edition <= FIRST_EDITION:
        return done
    handed_in = [(EffectKind.TELL_DOCUMENTS, OWNER)] if state.party(event.party).documents else []
    return [*done, (EffectKind.CONFIRM_AGREEMENT, OWNER), *handed_in]


def _after_sealing(state: ContractState, event: events.AgreementSealed) -> _Pairs:
    if event.round != state.round:
        return []
    if state.phase is Phase.CONFIRMING:
        return [(EffectKind.ASK_CONFIRMATION, OWNER)]
    return [(EffectKind.CONCLUDE, SYSTEM)] if state.phase is Phase.CONCLUDING else []


def _after_certificates(state: ContractState, _event: object) -> _Pairs:
    return _to_all(EffectKind.TELL_CONCLUDED, [OWNER, *(party.id for party in state.parties)])


def _after_expiry(state: ContractState, event: events.RoundExpired) -> _Pairs:
    """Where the morning after is planned, the parties are told then, and not at midnight (MK-58)."""
    told = [] if state.schedule.preset.tells_day_after else event.told
    return _to_all(EffectKind.TELL_EXPIRED, [OWNER, *told])


def _reminder(state: ContractState) -> EffectKind:
    is_over = state.phase is Phase.EXPIRED
    return EffectKind.TELL_EXPIRED if is_over else EffectKind.REMIND_OF_DEADLINE


_RULES: dict[type[Any], Callable[[ContractState, Any], _Pairs]] = {
    events.ContractSubmitted: _prepare_or_ask,
    events.ApprovalGiven: _after_approval,
    events.ApproverPassedOver: _after_approval,
    events.ApprovalOpposed: _ask_next,
    events.ReturnedToStep: _ask_next,
    events.ApprovalEscalated: lambda s, _e: _to_all(EffectKind.ASK_APPROVAL, list(s.approval.asked)),
    events.ApprovalRejected: lambda _s, _e: [(EffectKind.TELL_APPROVAL, OWNER)],
    events.ReturnedToOwner: lambda _s, _e: [(EffectKind.TELL_APPROVAL, OWNER)],
    events.PulledBack: lambda _s, e: _to_all(EffectKind.TELL_PULLED_BACK, e.told),
    events.PartyInvited: lambda _s, e: [(EffectKind.INVITE, e.party)],
    events.PartyUnlocked: lambda s, e: [(EffectKind.INVITE, e.party)] if s.party(e.party).invited else [],
    events.PartyLocked: lambda _s, _e: [(EffectKind.TELL_LOCKED, OWNER)],
    events.SentBack: lambda _s, _e: [(EffectKind.TELL_SENT_BACK, OWNER)],
    events.ContractDeclined: lambda _s, e: _to_all(EffectKind.TELL_DECLINED, [OWNER, *e.told]),
    events.PartyHandedOver: lambda _s, e: [
        (EffectKind.INVITE, e.party),
        (EffectKind.TELL_HANDED_OVER, OWNER),
        (EffectKind.TELL_HANDED_OVER, e.party),
    ],
    events.ConclusionConfirmed: lambda _s, _e: [(EffectKind.CONCLUDE, SYSTEM)],
    events.LinkReissued: lambda _s, e: [(EffectKind.REMIND, e.party)],
    events.RetractionAsked: lambda _s, _e: [(EffectKind.TELL_RETRACTION_ASKED, OWNER)],
    events.RetractionAnswered: lambda _s, e: [(EffectKind.TELL_RETRACTION_ANSWERED, e.party)],
    events.RoundResumed: _after_resuming,
    events.RoundOpened: _after_opening,
    events.AgreementRecorded: _after_agreement,
    events.AgreementSealed: _after_sealing,
    events.ContractConcluded: lambda _s, _e: [(EffectKind.CERTIFY, SYSTEM)],
    events.CertificatesIssued: _after_certificates,
    events.ContractWithdrawn: lambda _s, e: [
        *_to_all(EffectKind.TELL_WITHDRAWN, e.told),
        *_to_all(EffectKind.TELL_PULLED_BACK, e.approvers),
    ],
    events.RoundExpired: _after_expiry,
    events.PartyReminded: lambda s, e: [(_reminder(s), e.party)],
    events.DeadlineExtended: lambda _s, e: _to_all(EffectKind.TELL_EXTENDED, e.told),
    events.ExpiryApproached: lambda _s, _e: _to_all(EffectKind.TELL_EXPIRING, [OWNER, APPROVERS]),
    events.RenewalAsked: lambda _s, _e: [(EffectKind.ASK_RENEWAL, OWNER)],
    events.RenewalEscalated: lambda _s, _e: _to_all(EffectKind.ESCALATE_RENEWAL, [OWNER, APPROVERS]),
    events.TermRolledForward: lambda _s, _e: [(EffectKind.TELL_ROLLED, OWNER)],
}
