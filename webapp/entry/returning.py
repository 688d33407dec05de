"""Back from the provider: whoever it proves to this browser gets a session, or learns that they get none."""

import logging
from collections.abc import Sequence

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from adapters.sign_on import Journey
from contracts.messages import NoticeKind, NoticeRequest
from contracts.sign_on import SSO, Person, SignOnRefused, domain_of
from contracts.unseen import told
from database.audit import Told, append_audit
from database.engine import now_of
from database.policies import policies_of
from database.queries.sign_on import Registered, registered_as
from database.shelves import By
from database.sign_on_settings import tried_out
from database.signing_on import Admission, Arrival, admit
from database.staff_factors import factor_of
from webapp.access.company import COOKIE, SEE_OTHER, journey_here, person_returned
from webapp.access.staff import signed_in
from webapp.entry.blueprint import blueprint
from webapp.entry.sign_in import challenged, opened
from webapp.parts import parts
from webapp.shell import clear_cookie, own_path
from webapp.texts.sign_on import reason_sentence
from workflows.door import EngineUnavailable, NotKnownYet

LOG = logging.getLogger("warifu.sign_on")
FORBIDDEN, UNAVAILABLE = 403, 503


@blueprint.get("/sign-in/company/return")
def company_return() -> Response:
    """The one GET that opens a session (OpenID Connect): worth nothing without this browser's cookie."""
    journey = journey_here()
    at = _registered(journey)
    try:
        person = person_returned(journey, at)
        response = _came(journey, at, person) if journey and at else _refused(journey, at, "state")
    except SignOnRefused as refused:
        response = _refused(journey, at, refused.reason)
    clear_cookie(response, COOKIE)
    return response


def _came(journey: Journey, at: Registered, person: Person) -> Response:
    if journey.trial:
        return _tried(journey, at, person)
    with parts().database.reading() as rows:
        held = policies_of(rows, at.organization.id)
    if not held.lets_in(_from()):
        raise SignOnRefused(reason="network")
    user = _admitted(at, person).user
    with parts().database.reading() as rows:
        factor = factor_of(rows, user)
    target = own_path(journey.target, url_for("management.home"))
    if factor is not None and held.sso_asks_factor:
        return make_response(challenged(user, target, SSO))
    return make_response(opened(user, target, SSO))


def _admitted(at: Registered, person: Person) -> Admission:
    with parts().database.writing() as rows:
        admission = admit(rows, at, Arrival(person, _from()))
    _post(admission.letters)
    return admission


def _post(letters: Sequence[str]) -> None:
    """What the engine does not take now is said by the daily round."""
    try:
        for letter in letters:
            parts().engine.notify(NoticeRequest(NoticeKind.ACCOUNT_NEWS, letter))
    except (EngineUnavailable, NotKnownYet):
        LOG.warning("letters about an account are not told yet")


def _tried(journey: Journey, at: Registered, person: Person) -> Response:
    """A try-out ends where it began, in the same session, and opens none."""
    staff = signed_in()
    if staff is None or staff.session != journey.trial:
        raise SignOnRefused(reason="state")
    if domain_of(person.mail) not in at.provider.domains.split():
        raise SignOnRefused(reason="domain")
    with parts().database.writing() as rows:
        is_noted = tried_out(rows, By(staff, _from()), journey.issuer, journey.client)
    if not is_noted:
        raise SignOnRefused(reason="changed")
    name, mail = told(person.name), told(person.mail)
    sentence = _("お試しに成功しました。%(name)s（%(mail)s）として確認できました。", name=name, mail=mail)
    flash(sentence, "success")
    return _to_settings()


def _refused(journey: Journey | None, at: Registered | None, reason: str) -> Response:
    _tell(at, reason)
    staff = signed_in() if journey is not None and journey.trial else None
    if staff is not None and journey is not None and staff.session == journey.trial:
        flash(_("お試しは成功しませんでした。%(reason)s", reason=reason_sentence(reason)), "error")
        return _to_settings()
    is_away = SignOnRefused(reason=reason).is_away
    page = render_template("entry/company_refused.html", is_away=is_away)
    return make_response(page, UNAVAILABLE if is_away else FORBIDDEN)


def _tell(at: Registered | None, reason: str) -> None:
    """Nothing that the provider or the visitor said is kept; who never set out from here leaves no line."""
    if at is None:
        return
    with parts().database.writing() as rows:
        refused = Told("sso_refused", "", "", {"reason": reason, "address": _from()})
        append_audit(rows, at.organization.id, refused, now_of(rows))


def _registered(journey: Journey | None) -> Registered | None:
    if journey is None:
        return None
    with parts().database.reading() as rows:
        return registered_as(rows, journey.organization)


def _to_settings() -> Response:
    return make_response(redirect(url_for("people.sign_on"), SEE_OTHER))


def _from() -> str:
    return request.remote_addr or ""
