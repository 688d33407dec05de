"""What a party may do when it is asked: accept the terms, submit documents, agree, send back."""

from datetime import datetime

from contracts import refusals
from contracts.acts import AcceptTerms, Agree, LockParty, SendBack, SubmitDocument, UnlockParty
from contracts.authentication import is_enough
from contracts.authority import Capacity
from contracts.document_ways import digest_of_shown, ways_of
from contracts.events import (
    AgreementRecorded,
    DocumentSubmitted,
    Event,
    PartyLocked,
    PartyUnlocked,
    SentBack,
    TermsAccepted,
)
from contracts.requirements import require_open, require_reason, require_terms, require_turn
from contracts.simple_view import may_agree_simply
from contracts.state import ContractState, PartyState

MOST_SUBMISSIONS = 60
"""Files one party may hand in during one round, replacements included."""


def accept_terms(state: ContractState, act: AcceptTerms, now: datetime) -> list[Event]:
    """The first acceptance of a round is what counts; a later visit changes nothing."""
    if require_turn(state, act, now).accepted_terms:
        return []
    return [TermsAccepted(act.origin, act.party, act.round, act.terms_version)]


def lock_party(state: ContractState, act: LockParty) -> list[Event]:
    """Five wrong access codes: an event, not a rejection, because it must be audited (T15)."""
    require_open(state)
    if state.party(act.party).locked:
        return []
    return [PartyLocked(act.origin, act.party, act.tries)]


def unlock_party(state: ContractState, act: UnlockParty) -> list[Event]:
    require_open(state)
    if not state.party(act.party).locked:
        raise refusals.PartyIsNotLocked
    return [PartyUnlocked(act.origin, act.party)]


def submit_document(state: ContractState, act: SubmitDocument, now: datetime) -> list[Event]:
    party = require_turn(state, act, now)
    require_terms(party)
    if act.item not in [*party.plan.documents, *party.plan.optional_documents]:
        raise refusals.DocumentNotRequested(item=act.item)
    if party.submissions >= MOST_SUBMISSIONS:
        raise refusals.TooManyDocuments(most=MOST_SUBMISSIONS)
    return [DocumentSubmitted(act.origin, act.party, act.round, act.item, act.file, act.digest)]


def send_back(state: ContractState, act: SendBack, now: datetime) -> list[Event]:
    party = require_turn(state, act, now)
    require_terms(party)
    return [SentBack(act.origin, act.party, act.round, require_reason(act.reason))]


def agree(state: ContractState, act: Agree, now: datetime) -> list[Event]:
    """締結を確定 binds exactly what was shown (T47); no step before it can be skipped (T68)."""
    party = require_turn(state, act, now)
    require_terms(party)
    _require_own_place(party)
    _require_authentication(party, act)
    _require_view(party, act)
    _require_everything_given(party, act)
    if act.shown_digest != state.sent_digest or not 0 < act.shown_revision <= _newest_revision(state):
        raise refusals.StaleDocument
    if act.documents_digest != digest_of_shown(ways_of(party.plan), state.digests):
        raise refusals.StaleDocument
    _require_own_parent(state, act)
    return [
        AgreementRecorded(
            origin=act.origin,
            party=act.party,
            round=act.round,
            shown_digest=act.shown_digest,
            shown_revision=act.shown_revision,
            imprint=act.imprint,
            imprint_digest=act.imprint_digest,
            authenticated=act.authenticated,
            remaining=len(state.pending) - 1,
            passed_at=act.passed_at,
            form=act.form,
            form_digest=act.form_digest,
            filled=act.filled,
            capacity=act.capacity,
            declaration=act.declaration,
            edelivery=act.edelivery,
            enrolled=act.enrolled,
            view=act.view,
            documents_digest=act.documents_digest,
            own_signature=act.own_signature,
            own_revision=act.own_revision,
        )
    ]


def _require_own_parent(state: ContractState, act: Agree) -> None:
    """What a party signed itself follows one revision and no other: none may have come in between (LW-08)."""
    if not act.own_signature:
        if state.party(act.party).plan.own_certificate:
            raise refusals.OwnCertificateNeeded
        return
    comes_between = any(number == state.round for number, _ in state.unsealed)
    if comes_between or act.own_revision != state.revision:
        raise refusals.OwnSignatureStale


def _newest_revision(state: ContractState) -> int:
    """A revision is filed a moment before its event: one being sealed may have been shown already."""
    return state.revision + sum(1 for round_number, _ in state.unsealed if round_number == state.round)


def _require_own_place(party: PartyState) -> None:
    """Who was asked to pass the place on agrees to nothing: the one after may (MK-64)."""
    if party.plan.must_hand_over and not party.handed_over:
        raise refusals.MustHandOver


def _require_authentication(party: PartyState, act: Agree) -> None:
    plan = party.plan
    if not is_enough(plan.profile, act.authenticated, access_code=plan.access_code):
        raise refusals.NotAuthenticated
    if plan.claimable and not party.holder:
        raise refusals.NotAuthenticated


def _require_view(party: PartyState, act: Agree) -> None:
    if act.view and not may_agree_simply(imprint=party.plan.imprint, inputs=len(party.plan.fields)):
        raise refusals.SimpleViewTooPlain


def _require_everything_given(party: PartyState, act: Agree) -> None:
    missing = [item for item in party.plan.documents if item not in party.documents]
    if missing:
        raise refusals.DocumentsMissing(count=len(missing))
    if any(field not in act.filled for field in party.plan.fields):
        raise refusals.FieldsMissing
    if party.plan.imprint and not (act.imprint and act.imprint_digest):
        raise refusals.ImprintMissing
    if party.plan.edelivery and not act.edelivery:
        raise refusals.DeliveryNotConsented
    if party.plan.declares and not (act.declaration and act.capacity in set(Capacity)):
        raise refusals.AuthorityNotDeclared
