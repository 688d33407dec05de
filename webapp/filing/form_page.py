"""The form: one answer for every address, on file or not, and a mail that proves it (GM-05, T17, T18)."""

import re

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from adapters.keys import KeyPurpose
from adapters.passwords import hash_access_code
from adapters.secrets import LinkMaker
from contracts.code_rule import code_fault
from contracts.messages import NoticeKind, NoticeRequest
from contracts.preferences import Preferences
from database.filed_addresses import Filed, file_address, files_too_often
from database.people import Organization
from database.queries.filed_addresses import organization_taking_addresses, today_in_japan
from database.queries.preferences import preferences_of
from webapp.access.address_parts import day_ahead
from webapp.access.asking import new_key
from webapp.filing.blueprint import blueprint
from webapp.filing.forms import FilingForm
from webapp.parts import parts
from webapp.shell.languages import answers_for, reading_language
from webapp.texts.draft_faults import fault_sentence
from webapp.texts.filed_addresses import CODE_HINTS
from workflows.door import EngineUnavailable, NotKnownYet

KEY = re.compile(r"[0-9a-f]{32}")
SEE_OTHER, UNPROCESSABLE, TOO_MANY, UNAVAILABLE = 303, 422, 429, 503
REMOTE_LENGTH = 64


@blueprint.get("/address/<public_id>")
def address_form(public_id: str) -> Response:
    return _page(_taking(public_id), FilingForm(), 200)


@blueprint.post("/address/<public_id>")
def file_own_address(public_id: str) -> Response:
    house, form = _taking(public_id), FilingForm()
    if not KEY.fullmatch(form.key.data or ""):
        form.key.data = new_key()
    filed = _filed(house[1], form)
    if filed is None:
        return _page(house, form, UNPROCESSABLE)
    if not _kept(house[0], filed, str(form.code.data)):
        return _again(
            house,
            form,
            _("短い時間に多くの届出がありました。1時間ほど待ってから、もう一度お試しください。"),
            TOO_MANY,
        )
    try:
        parts().engine.notify(NoticeRequest(NoticeKind.ADDRESS_FILED, filed.key))
    except (EngineUnavailable, NotKnownYet):
        return _again(
            house,
            form,
            _(
                "メールを送る仕組みが応答していません。1分ほど待ってから、もう一度「届け出る」を押してください。"
            ),
            UNAVAILABLE,
        )
    return make_response(redirect(url_for("filing.address_sent", public_id=public_id), SEE_OTHER))


@blueprint.get("/address/<public_id>/sent")
def address_sent(public_id: str) -> str:
    organization, _preferences = _taking(public_id)
    return render_template("filing/sent.html", organization=organization)


def _taking(public_id: str) -> tuple[Organization, Preferences]:
    """404 for an organisation that is none, and for one that takes no addresses at present."""
    with parts().database.reading() as session:
        found = organization_taking_addresses(session, public_id) or abort(404)
        return found, preferences_of(session, found.id)


def _filed(preferences: Preferences, form: FilingForm) -> Filed | None:
    """Return what was filed, or None with what is wrong beside the fields."""
    is_whole = form.validate()
    with parts().database.reading() as session:
        expires_on = day_ahead(form.valid_until, today_in_japan(session))
    fault = code_fault(form.code.data or "", preferences.access_code_rule, "")
    if fault and not form.code.errors:
        form.code.errors = [fault_sentence(fault)]
    if not is_whole or form.code.errors or form.valid_until.errors:
        return None
    return Filed(
        key=form.key.data,
        company=form.company.data,
        title=form.title.data,
        name=form.name.data,
        mail=form.mail.data,
        previous_mail=form.previous_mail.data,
        language=reading_language(),
        expires_on=expires_on,
        remote=(request.remote_addr or "")[:REMOTE_LENGTH],
    )


def _kept(organization: Organization, filed: Filed, code: str) -> bool:
    """False for this network address alone: whether a mail address has had its share is nobody's business."""
    with parts().database.reading() as session:
        if files_too_often(session, filed.remote):
            return False
    links = LinkMaker(parts().keys.derived(KeyPurpose.LINKS), parts().settings.base_url)
    hashed = hash_access_code(code)
    with parts().database.writing() as session:
        file_address(session, organization, filed, (hashed, links.mint()))
    return True


def _again(house: tuple[Organization, Preferences], form: FilingForm, sentence: str, status: int) -> Response:
    form.form_errors.append(sentence)
    return _page(house, form, status)


def _page(house: tuple[Organization, Preferences], form: FilingForm, status: int) -> Response:
    """The code is never part of a page once it has been sent."""
    organization, preferences = house
    form.code.data = ""
    answers_for(url_for("filing.address_form", public_id=organization.public_id))
    page = render_template(
        "filing/form.html",
        form=form,
        organization=organization,
        code_hint=CODE_HINTS[preferences.access_code_rule],
        needs_digits=preferences.access_code_rule == "four_digits",
    )
    return make_response(page, status)
