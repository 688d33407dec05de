"""`evolve(state, event) -> state`: the only way a contract's state changes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import singledispatch

from contracts import approval_folding, events, term_folding
from contracts.event_table import StoredEvent, from_stored
from contracts.extending import asked_anew, extended, switched
from contracts.schedule import day_of, schedule_of
from contracts.stage import Phase
from contracts.state import REMEMBERED_KEYS, ContractState, PartyState


def evolve(state: ContractState, event: events.Event) -> ContractState:
    return _evolve(event, state)


def folded(contract: str, record: Iterable[StoredEvent]) -> ContractState:
    """Return the state that the stored record leads to: how the engine is rebuilt from SQL."""
    state = ContractState(contract)
    for stored in record:
        state = remembered(evolve(state, from_stored(stored)), stored)
    return state


def remembered(state: ContractState, stored: StoredEvent) -> ContractState:
    """Return the state that knows `stored` as its last event and the key that led to it."""
    known = state.recent_keys
    keys = known if stored.key in known else (*known, stored.key)[-REMEMBERED_KEYS:]
    return replace(state, sequence=stored.sequence, head=stored.digest, recent_keys=keys)


@singledispatch
def _evolve(event: object, state: ContractState) -> ContractState:
    raise TypeError(event, state.contract)


@_evolve.register
def _(event: events.ContractSubmitted, state: ContractState) -> ContractState:
    return replace(
        state,
        phase=Phase.AWAITING_APPROVAL if event.needs_approval else Phase.PREPARING,
        submitter=event.origin.actor,
        needs_approval=event.needs_approval,
        link_days=event.link_days,
        edition=event.edition,
        confirms=event.confirms,
        round=1,
        version=event.version,
        parties=tuple(PartyState(plan, answer_by=day_of(plan.answer_by)) for plan in event.parties),
        schedule=schedule_of(event),
        approval=state.approval.begun(event.origin.actor, event.route).due_by(event.due),
    )


@_evolve.register
def _(event: events.ContractImported, state: ContractState) -> ContractState:
    """Nobody is asked for anything: it is in the archive, and its term may open."""
    return replace(
        state,
        phase=Phase.IMPORTED,
        submitter=event.origin.actor,
        version=event.version,
    )


_evolve.register(events.TermOpened, term_folding.opened)
_evolve.register(events.TermBegan, term_folding.began)
_evolve.register(events.ExpiryApproached, term_folding.alerted)
_evolve.register(events.TermEnded, term_folding.ended)
_evolve.register(events.TermUnsettled, term_folding.unsettled)
_evolve.register(events.TermChanged, term_folding.changed)
_evolve.register(events.TermRolledForward, term_folding.rolled_forward)
_evolve.register(events.RenewalAsked, term_folding.renewal_asked)
_evolve.register(events.RenewalEscalated, term_folding.renewal_escalated)
_evolve.register(events.ApprovalGiven, approval_folding.given)
_evolve.register(events.ApprovalOpposed, approval_folding.opposed)
_evolve.register(events.ApproverPassedOver, approval_folding.passed_over)
_evolve.register(events.ApprovalEscalated, approval_folding.escalated)
_evolve.register(events.ReturnedToStep, approval_folding.returned_to_step)
_evolve.register(events.PulledBack, approval_folding.pulled_back)


@_evolve.register
def _(_event: events.ApprovalRejected, state: ContractState) -> ContractState:
    return replace(state, phase=Phase.APPROVAL_REJECTED)


@_evolve.register
def _(event: events.ReturnedToOwner, state: ContractState) -> ContractState:
    return replace(state, phase=Phase.SENT_BACK, returned_by=event.origin.actor)


@_evolve.register
def _(event: events.RoundPrepared, state: ContractState) -> ContractState:
    return replace(
        state,
        phase=Phase.AGREEING,
        sent_digest=event.digest,
        revision=event.revision,
        digests=tuple(event.digests),
    )


@_evolve.register
def _(event: events.PartyInvited, state: ContractState) -> ContractState:
    asked = replace(
        state.party(event.party),
        invited=True,
        was_asked=True,
        answer_until=datetime.fromisoformat(event.due),
        asked_since=datetime.fromisoformat(event.since) if event.since else None,
    )
    return state.with_party(asked).with_earliest_due()


@_evolve.register
def _(event: events.TermsAccepted, state: ContractState) -> ContractState:
    return state.with_party(replace(state.party(event.party), accepted_terms=True))


@_evolve.register
def _(event: events.PartyLocked, state: ContractState) -> ContractState:
    return state.with_party(replace(state.party(event.party), locked=True))


@_evolve.register
def _(event: events.PartyUnlocked, state: ContractState) -> ContractState:
    return state.with_party(replace(state.party(event.party), locked=False))


@_evolve.register
def _(event: events.DocumentSubmitted, state: ContractState) -> ContractState:
    party = state.party(event.party)
    return state.with_party(
        replace(party, documents=party.documents | {event.item}, submissions=party.submissions + 1)
    )


@_evolve.register
def _(event: events.SentBack, state: ContractState) -> ContractState:
    party = replace(state.party(event.party), sent_back=True)
    return replace(state.with_party(party), phase=Phase.SENT_BACK, returned_by=event.party)


@_evolve.register
def _(event: events.RoundResumed, state: ContractState) -> ContractState:
    """What has not left the house yet passes the whole route again."""
    parties = tuple(replace(party, sent_back=False) for party in state.parties)
    resumed = replace(state, phase=Phase.AGREEING, parties=parties, returned_by="", due=None)
    if not state.sent_digest:
        approval = state.approval.begun(state.submitter).due_by(event.due)
        return replace(resumed, phase=Phase.AWAITING_APPROVAL, approval=approval)
    return asked_anew(resumed, datetime.fromisoformat(event.due), event.since) if event.due else resumed


@_evolve.register
def _(event: events.RoundOpened, state: ContractState) -> ContractState:
    needs_approval = state.needs_approval or event.needs_approval or bool(event.route)
    return replace(
        state,
        phase=Phase.AWAITING_APPROVAL if needs_approval else Phase.PREPARING,
        submitter=event.origin.actor,
        needs_approval=needs_approval,
        approval=state.approval.begun(event.origin.actor, event.route).due_by(event.due),
        round=event.round,
        version=event.version,
        sent_digest="",
        revision=0,
        digests=(),
        due=None,
        returned_by="",
        must_revise=False,
        parties=tuple(party.for_new_round() for party in state.parties),
    )


@_evolve.register
def _(event: events.AgreementRecorded, state: ContractState) -> ContractState:
    agreed = state.with_party(replace(state.party(event.party), agreed=True))
    return replace(agreed.with_earliest_due(), unsealed=state.unsealed | {(event.round, event.party)})


@_evolve.register
def _(event: events.AgreementSealed, state: ContractState) -> ContractState:
    state = replace(state, unsealed=state.unsealed - {(event.round, event.party)})
    if event.round != state.round:
        return state
    party = state.party(event.party)
    signed = state.with_party(replace(party, signed=party.agreed))
    finished = Phase.CONFIRMING if state.confirms else Phase.CONCLUDING
    phase = finished if signed.all_signed else signed.phase
    return replace(signed, revision=event.revision, phase=phase)


@_evolve.register
def _(_event: events.ContractConcluded, state: ContractState) -> ContractState:
    return replace(state, phase=Phase.CERTIFYING, due=None)


@_evolve.register
def _(_event: events.CertificatesIssued, state: ContractState) -> ContractState:
    return replace(state, phase=Phase.CONCLUDED)


@_evolve.register
def _(_event: events.ContractWithdrawn, state: ContractState) -> ContractState:
    return replace(state, phase=Phase.CANCELLED, due=None)


@_evolve.register
def _(_event: events.RoundExpired, state: ContractState) -> ContractState:
    return replace(state, phase=Phase.EXPIRED, due=None, lapsed=state.due)


@_evolve.register
def _(event: events.ContractDeclined, state: ContractState) -> ContractState:
    declined = state.with_party(replace(state.party(event.party), declined=True))
    return replace(declined, phase=Phase.DECLINED, due=None)


@_evolve.register
def _(event: events.PartyClaimed, state: ContractState) -> ContractState:
    return state.with_party(replace(state.party(event.party), holder=event.holder))


@_evolve.register
def _(event: events.PartyHandedOver, state: ContractState) -> ContractState:
    handed = state.party(event.party).for_new_holder(event.holder)
    return state.with_party(replace(handed, handed_over=True))


@_evolve.register
def _(event: events.ContactChanged, state: ContractState) -> ContractState:
    return state.with_party(state.party(event.party).for_new_holder(event.holder))


@_evolve.register
def _(_event: events.ConclusionConfirmed, state: ContractState) -> ContractState:
    return replace(state, phase=Phase.CONCLUDING)


@_evolve.register
def _(event: events.LinkReissued, state: ContractState) -> ContractState:
    return asked_anew(state, datetime.fromisoformat(event.due), event.since, event.party)


@_evolve.register
def _(event: events.PartyReminded, state: ContractState) -> ContractState:
    party = state.party(event.party)
    if state.phase is Phase.EXPIRED:
        return state.with_party(replace(party, told_of_end=True))
    return state.with_party(replace(party, reminded_until=datetime.fromisoformat(event.planned)))


@_evolve.register
def _(event: events.DeadlineExtended, state: ContractState) -> ContractState:
    return extended(state, event)


@_evolve.register
def _(event: events.RemindersSwitched, state: ContractState) -> ContractState:
    return switched(state, event)


@_evolve.register
def _(event: events.RetractionAsked, state: ContractState) -> ContractState:
    return state.with_party(replace(state.party(event.party), retraction_asked=True))


@_evolve.register
def _(event: events.RetractionAnswered, state: ContractState) -> ContractState:
    """Accepted, the agreement no longer stands and its round goes back to the sender."""
    party = replace(state.party(event.party), retraction_asked=False)
    if not event.accepted:
        return state.with_party(party)
    returned = state.with_party(replace(party, agreed=False, signed=False, sent_back=True))
    return replace(returned, phase=Phase.SENT_BACK, returned_by=event.party, must_revise=True)
