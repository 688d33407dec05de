"""From an effect to its letters."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.effects import APPROVERS, OWNER, EffectKind
from contracts.letters import Letter
from contracts.messages import EffectRequest
from contracts.stage import ENDED
from database.contract import Party
from database.dossiers import contract_of, event_of
from database.letters import to_parties, to_staff
from database.letters.occasion import Occasion
from database.record import ContractEvent

ASKING = frozenset({EffectKind.INVITE, EffectKind.TELL_RESUMED})

_TO_PARTY: dict[EffectKind, Callable[[Occasion, Party], Letter]] = {
    EffectKind.INVITE: to_parties.invitation,
    EffectKind.TELL_RESUMED: to_parties.answer,
    EffectKind.TELL_VOIDED: to_parties.superseded,
    EffectKind.CONFIRM_AGREEMENT: to_parties.receipt,
    EffectKind.TELL_WITHDRAWN: to_parties.withdrawal,
    EffectKind.TELL_CONCLUDED: to_parties.conclusion,
}


def letters_of(session: Session, request: EffectRequest, base_url: str) -> list[Letter]:
    """Return the letters of one effect; none when it was overtaken (a withdrawn contract asks nobody)."""
    kind = EffectKind(request.effect.kind)
    contract = contract_of(session, request.contract)
    event = event_of(session, contract, request.effect.sequence)
    url = f"{base_url}/contracts/{contract.public_id}"
    occasion = Occasion(request, contract, event.facts, event.at, url)
    overtaken = contract.stage in ENDED or request.effect.round != contract.round
    if kind in ASKING and overtaken:
        return []
    if request.effect.recipient in {OWNER, APPROVERS}:
        return _to_staff(session, occasion, kind)
    return [_to_party(occasion, kind, _party(session, request.effect.recipient))]


def _to_party(occasion: Occasion, kind: EffectKind, party: Party) -> Letter:
    if kind is EffectKind.TELL_EXPIRED:
        return occasion.to_party(party, "expired", to_parties.lapse_facts(occasion))
    return _TO_PARTY[kind](occasion, party)


def _to_staff(session: Session, occasion: Occasion, kind: EffectKind) -> list[Letter]:
    if kind is EffectKind.ASK_APPROVAL:
        return to_staff.approval_requests(session, occasion)
    if kind is EffectKind.TELL_APPROVAL:
        return to_staff.approval_result(session, occasion, _kind_of(session, occasion))
    if kind is EffectKind.TELL_LOCKED:
        return to_staff.lock_notice(occasion, _party(session, occasion.facts["party"]))
    if kind is EffectKind.TELL_SENT_BACK:
        return to_staff.send_back_notice(occasion, _party(session, occasion.facts["party"]))
    if kind is EffectKind.TELL_EXPIRING:
        return to_staff.expiry_alerts(session, occasion)
    return _about_the_end(occasion, kind)


def _about_the_end(occasion: Occasion, kind: EffectKind) -> list[Letter]:
    url = occasion.contract_url
    if kind is EffectKind.TELL_EXPIRED:
        return [occasion.to_owner("expired", {**to_parties.lapse_facts(occasion), "contract_url": url})]
    language = occasion.contract.owner.language
    facts = {**to_parties.conclusion_facts(occasion, language), "download_url": url, "certificate_url": url}
    return [occasion.to_owner("concluded", facts)]


def _kind_of(session: Session, occasion: Occasion) -> str:
    key = (occasion.contract.id, occasion.request.effect.sequence)
    return session.get_one(ContractEvent, key).kind


def _party(session: Session, public_id: str) -> Party:
    return session.scalars(select(Party).where(Party.public_id == public_id)).one()
