"""The place is taken: who they are is kept, the act is asked, a session begins (CS-10)."""

import json

from flask import Response, url_for
from flask_babel import gettext as _

from adapters.secrets import new_session_id, token_digest
from contracts.acts import AcceptTerms, Claim
from contracts.authentication import Factor
from contracts.claiming import Claimant, Holding
from contracts.refusals import HoldsAnotherPlace, PlaceIsTaken
from contracts.terms_of_use import TERMS_VERSION
from database.claims import keep_claimant, require_place
from database.factors import OneTimeCode
from database.party_sessions import open_party_session
from database.passed_factors import record_factor
from database.people import PartySession
from database.queries.visits import Visit
from webapp.access.asking import Setback
from webapp.counterparty import guard
from webapp.counterparty.arrival import COOKIE as ARRIVAL_COOKIE
from webapp.counterparty.asking import ask, origin_of
from webapp.counterparty.forms import VisitForm, key_of
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.signing_url.browser import COOKIE
from webapp.counterparty.telling import tell
from webapp.parts import parts
from webapp.shell.cookies import clear_cookie, set_cookie


def take_place(found: Visit, form: VisitForm, code: OneTimeCode) -> Response | Setback:
    """Return where it goes on, or why it does not yet; a second person is told that the place is taken."""
    claimant, secret = _claimant(code), new_session_id()
    try:
        setback = _taken_by(found, form, claimant, secret)
    except PlaceIsTaken:
        return taken(found)
    except HoldsAnotherPlace as refused:
        return Setback(CONFLICT, refused.code, _beside())
    if setback is None:
        return _let_in(found, secret)
    return taken(found) if setback.code == PlaceIsTaken.code else setback


def _taken_by(found: Visit, form: VisitForm, claimant: Claimant, secret: str) -> Setback | None:
    """The record decides who has the place: what was kept before the act may have been overtaken by it."""
    visitor, holding = _kept(found, claimant, secret)
    setback = _ask_for_place(found, form, visitor, holding)
    if setback is not None:
        return setback
    with parts().database.reading() as session:
        if not require_place(session, found.party, claimant.mail).holder:
            raise PlaceIsTaken
    return ask(found, _acceptance(found, key_of(form), visitor))


def _claimant(code: OneTimeCode) -> Claimant:
    typed = json.loads(code.facts)
    return Claimant(typed.get("company", ""), typed.get("name", ""), typed["address"], typed["language"])


def _kept(found: Visit, claimant: Claimant, secret: str) -> tuple[PartySession, Holding | None]:
    """Keep session and holder first, so that the act can name them; neither is worth anything without it."""
    with parts().database.writing() as session:
        is_theirs = bool(require_place(session, found.party, claimant.mail).holder)
        holding = None if is_theirs else keep_claimant(session, found.link, claimant)
        visitor = open_party_session(session, found.link, token_digest(secret), Factor.SIGNING_URL)
        record_factor(session, visitor, Factor.MAIL_CODE)
        tell(session, found, "signing_url_visit_began", visitor=visitor.public_id)
    return visitor, holding


def _ask_for_place(
    found: Visit, form: VisitForm, visitor: PartySession, holding: Holding | None
) -> Setback | None:
    """Nothing is asked for somebody who holds the place already."""
    if holding is None:
        return None
    claim = Claim(
        key=f"{key_of(form)}-claim",
        origin=origin_of(found, visitor.public_id),
        party=found.party.public_id,
        round=found.link.round,
        holder=holding.id,
        holder_digest=holding.digest,
    )
    return ask(found, claim)


def _acceptance(found: Visit, key: str, visitor: PartySession) -> AcceptTerms:
    return AcceptTerms(
        key=key,
        origin=origin_of(found, visitor.public_id),
        party=found.party.public_id,
        round=found.link.round,
        terms_version=TERMS_VERSION,
    )


def _beside() -> str:
    sentence: str = _(
        "この契約のほかの当事者のメールアドレスです。一つのアドレスで二者分の手続きはできません。別の方のアドレスを入力するか、送信者にご連絡ください。"
    )
    return sentence


def taken(found: Visit) -> Response:
    response = page("state", found, CONFLICT, state="taken")
    clear_cookie(response, COOKIE)
    return response


def _let_in(found: Visit, secret: str) -> Response:
    """What is still to be passed besides, the guard asks for."""
    response = go_to(url_for(guard.start_of(found)))
    set_cookie(response, guard.COOKIE, secret)
    clear_cookie(response, ARRIVAL_COOKIE)
    clear_cookie(response, COOKIE)
    return response
