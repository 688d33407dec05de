"""From an effect to its letters."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.effects import APPROVERS, OWNER, EffectKind
from contracts.letters import Letter
from contracts.messages import EffectRequest
from contracts.stage import ENDED, MAY_ANSWER
from database.dossiers import contract_of, event_of
from database.letters import (
    of_agreements,
    of_approval,
    of_conclusion,
    of_deadlines,
    of_delivery,
    of_places,
    of_renewals,
    of_signing_urls,
    to_parties,
    to_staff,
)
from database.letters.by_channel import by_channel
from database.letters.occasion import Occasion
from database.party import Party
from database.queries.preferences import phone_of
from database.record import ContractEvent

ASKING = frozenset(
    {
        *(EffectKind.INVITE, EffectKind.TELL_RESUMED, EffectKind.REMIND),
        *(EffectKind.REMIND_OF_DEADLINE, EffectKind.TELL_EXTENDED),
    }
)

_TO_APPROVERS = frozenset({EffectKind.ASK_APPROVAL, EffectKind.TELL_PULLED_BACK})

_TO_PARTY: dict[EffectKind, Callable[[Occasion, Party], Letter]] = {
    EffectKind.TELL_RESUMED: to_parties.answer,
    EffectKind.TELL_VOIDED: to_parties.superseded,
    EffectKind.TELL_WITHDRAWN: to_parties.withdrawal,
    EffectKind.TELL_DECLINED: to_parties.declined_by_another,
    EffectKind.TELL_RETRACTION_ANSWERED: of_agreements.retraction_answer,
}
_TO_PARTY_BY_RECORD: dict[EffectKind, Callable[[Session, Occasion, Party], Letter]] = {
    EffectKind.INVITE: of_places.invitation_of_holder,
    EffectKind.REMIND: of_places.reminder,
    EffectKind.CONFIRM_AGREEMENT: of_agreements.receipt,
}
_IN_TIME: dict[EffectKind, Callable[[Session, Occasion, Party], list[Letter]]] = {
    EffectKind.REMIND_OF_DEADLINE: of_deadlines.reminder,
    EffectKind.TELL_EXTENDED: of_deadlines.extension,
}
_TO_OWNER: dict[EffectKind, Callable[[Occasion, Party], list[Letter]]] = {
    EffectKind.TELL_LOCKED: to_staff.lock_notice,
    EffectKind.TELL_SENT_BACK: to_staff.send_back_notice,
    EffectKind.TELL_DECLINED: to_staff.decline_notice,
    EffectKind.TELL_RETRACTION_ASKED: of_agreements.retraction_request,
}
_TO_OWNER_BY_RECORD: dict[EffectKind, Callable[[Session, Occasion, Party], list[Letter]]] = {
    EffectKind.CONFIRM_AGREEMENT: of_agreements.owners_receipt,
    EffectKind.TELL_DOCUMENTS: of_agreements.documents_notice,
}

_TO_STAFF: dict[EffectKind, Callable[[Session, Occasion], list[Letter]]] = {
    EffectKind.ASK_APPROVAL: of_approval.approval_requests,
    EffectKind.TELL_PULLED_BACK: of_approval.pulled_back_notices,
    EffectKind.TELL_EXPIRING: to_staff.expiry_alerts,
    EffectKind.ASK_RENEWAL: of_renewals.renewal_request,
    EffectKind.ESCALATE_RENEWAL: of_renewals.escalation,
    EffectKind.TELL_ROLLED: of_renewals.rolled_notice,
    EffectKind.TELL_HANDED_OVER: of_places.change_notice,
    EffectKind.ASK_CONFIRMATION: of_agreements.confirmation_request,
}


def letters_of(session: Session, request: EffectRequest, base_url: str) -> list[Letter]:
    """Return the letters of one effect; none when it was overtaken (a withdrawn contract asks nobody)."""
    kind = EffectKind(request.effect.kind)
    contract = contract_of(session, request.contract)
    event = event_of(session, contract, request.effect.sequence)
    url = f"{base_url}/contracts/{contract.public_id}"
    occasion = Occasion(request, contract, event.facts, event.at, url, phone_of(session, contract.owner))
    overtaken = contract.stage in ENDED or request.effect.round != contract.round
    if kind in ASKING and overtaken:
        return []
    if request.effect.recipient in {OWNER, APPROVERS} or kind in _TO_APPROVERS:
        return _to_staff(session, occasion, kind)
    return by_channel(session, _to_party(session, occasion, kind))


def _to_party(session: Session, occasion: Occasion, kind: EffectKind) -> list[Letter]:
    """Nobody can be written to while a 締結用URL has not been used: the party has no address yet (CS-08)."""
    party = _party(session, occasion.request.effect.recipient)
    if kind is EffectKind.TELL_HANDED_OVER:
        return of_places.change_receipt(session, occasion, party)
    if kind in of_signing_urls.ASKING and party.claimable and not party.holder:
        return [of_signing_urls.ready(occasion, party)]
    return _to_address(session, occasion, kind, party) if party.mail or party.phone else []


def _to_address(session: Session, occasion: Occasion, kind: EffectKind, party: Party) -> list[Letter]:
    if kind is EffectKind.TELL_EXPIRED:
        return [occasion.to_party(party, "expired", to_parties.lapse_facts(occasion))]
    if kind is EffectKind.TELL_CONCLUDED:
        return [
            of_conclusion.conclusion(session, occasion, party),
            *of_delivery.consent_request(occasion, party),
        ]
    if kind is EffectKind.TELL_RESUMED and party.progress not in MAY_ANSWER:
        return []
    if kind in _IN_TIME:
        return _IN_TIME[kind](session, occasion, party)
    if kind in _TO_PARTY_BY_RECORD:
        return [_TO_PARTY_BY_RECORD[kind](session, occasion, party)]
    return [_TO_PARTY[kind](occasion, party)]


def _to_staff(session: Session, occasion: Occasion, kind: EffectKind) -> list[Letter]:
    if kind in _TO_STAFF:
        return _TO_STAFF[kind](session, occasion)
    if kind is EffectKind.TELL_APPROVAL:
        return of_approval.approval_result(session, occasion, _kind_of(session, occasion))
    if kind in _TO_OWNER:
        return _TO_OWNER[kind](occasion, _party(session, occasion.facts["party"]))
    if kind in _TO_OWNER_BY_RECORD:
        return _TO_OWNER_BY_RECORD[kind](session, occasion, _party(session, occasion.facts["party"]))
    return _about_the_end(session, occasion, kind)


def _about_the_end(session: Session, occasion: Occasion, kind: EffectKind) -> list[Letter]:
    url = occasion.contract_url
    if kind is EffectKind.TELL_EXPIRED:
        return [occasion.to_owner("expired", {**to_parties.lapse_facts(occasion), "contract_url": url})]
    return [of_conclusion.owners_conclusion(session, occasion)]


def _kind_of(session: Session, occasion: Occasion) -> str:
    key = (occasion.contract.id, occasion.request.effect.sequence)
    return session.get_one(ContractEvent, key).kind


def _party(session: Session, public_id: str) -> Party:
    return session.scalars(select(Party).where(Party.public_id == public_id)).one()
