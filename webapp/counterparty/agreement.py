"""締結を確定: asked once more, then one act that binds what was shown (CL-11, CL-14, T47, T66)."""

from flask import Response, url_for
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from contracts.acts import Agree
from contracts.fields import filled_in, typed_fields
from contracts.standing import needs_own_certificate
from database.delivery_answers import standing_consent
from database.own_filing import is_given, objection_to, own_signature_of
from database.own_signatures import OwnSignatureRow
from database.party import Party
from database.queries.agreement import imprint_by, still_to_agree
from database.queries.readings import view_of_reading
from database.queries.visits import LinkState, Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE, ask, origin_of
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.declaring import Declaration, authority_notice, declared_by
from webapp.counterparty.dividing import shown_digest
from webapp.counterparty.forms import VisitForm, key_of
from webapp.counterparty.freezing import (
    CHANGED,
    SEAL_CHANGED,
    form_agreed_to,
    is_still_sealed,
    is_still_shown,
)
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.preview import preview_page
from webapp.counterparty.states import agreed_page
from webapp.counterparty.steps import given_by, refusal_to_preview
from webapp.parts import parts

OWN_CHANGED = _l(
    "ご自身の証明書での署名は、いまの内容に対するものではないか、証明書の期限が近いため使えません。内容をご確認のうえ、署名の準備からやり直してください。"
)


class AgreementForm(VisitForm):
    """All of it comes from the preview: what is agreed to is what was shown there."""

    round = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    shown_digest = HiddenField(validators=[InputRequired()])
    shown_revision = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    imprint = HiddenField()
    typed = HiddenField()
    own_signature = HiddenField()


class DeclaredAgreementForm(Declaration, AgreementForm):
    """The same with the declaration that this party is asked for."""


@blueprint.post("/agreement/confirmation")
def confirm_agreement() -> Response:
    found, form = guard.visit(), AgreementForm()
    refusal = refusal_to_agree(found, form)
    if refusal or not form.validate():
        return refusal or go_to(url_for("counterparty.preview"))
    return _confirmation(found, form_of(found)())


@blueprint.post("/agreement")
def agree() -> Response:
    found = guard.visit()
    form = form_of(found)()
    if found.state is LinkState.LIVE:
        refusal = refusal_to_agree(found, form)
        if refusal:
            return refusal
    if form.validate():
        return _agreed(found, form)
    if AgreementForm().validate():
        return _confirmation(found, form, UNPROCESSABLE)
    return go_to(url_for("counterparty.preview"))


@blueprint.get("/agreement")
def agreement() -> Response:
    found = guard.visit()
    if found.state is LinkState.LIVE:
        return go_to(url_for("counterparty.preview"))
    return agreed_page(found)


def refusal_to_agree(found: Visit, form: AgreementForm) -> Response | None:
    """No step is skipped, and seal and values are still what the preview showed (T68, T47)."""
    given = given_by(found)
    refusal = refusal_to_preview(found, given)
    if refusal:
        return refusal
    if not is_still_sealed(found.party, given.imprint, str(form.imprint.data or "")):
        return preview_page(found, CONFLICT, str(SEAL_CHANGED))
    if not is_still_shown(found, str(form.typed.data or "")):
        return preview_page(found, CONFLICT, str(CHANGED))
    if form.own_signature.data and own_signature_named(found, form) is None:
        return preview_page(found, CONFLICT, str(OWN_CHANGED))
    return None


def own_signature_named(found: Visit, form: AgreementForm) -> OwnSignatureRow | None:
    """Return what the party signed itself, if it is whole and over what is agreed to here (LW-08)."""
    agreed = (str(form.imprint.data or ""), str(form.typed.data or ""))
    with parts().database.reading() as session:
        party = session.get_one(Party, found.party.id)
        row = own_signature_of(session, party, str(form.own_signature.data or ""))
        if row is None or not is_given(row) or (row.imprint, row.form) != agreed:
            return None
        return None if objection_to(session, row, party.contract) == "expired" else row


def form_of(found: Visit) -> type[AgreementForm]:
    return DeclaredAgreementForm if found.party.declares else AgreementForm


def _confirmation(found: Visit, form: AgreementForm, status: int = 200) -> Response:
    remaining = still_to_agree(found.contract, found.party)
    return page(
        "agreement_confirm",
        found,
        status,
        form=form,
        remaining=remaining,
        authority_notice=authority_notice(found),
        own=own_signature_named(found, form) if form.own_signature.data else None,
        needs_own=needs_own_certificate(found.party.kind),
    )


def _agreed(found: Visit, form: AgreementForm) -> Response:
    """The same key a second time is the same act; another key after agreeing is refused (T66)."""
    trouble = ask(found, act_of(found, form))
    if trouble is None:
        return go_to(url_for("counterparty.agreement"))
    if found.state is LinkState.FINISHED:
        return agreed_page(found, trouble.status, trouble.sentence)
    return preview_page(found, trouble.status, trouble.sentence)


def act_of(found: Visit, form: AgreementForm) -> Agree:
    with parts().database.reading() as session:
        imprint = imprint_by(session, found.party, str(form.imprint.data or ""))
        consent = standing_consent(session, found.party)
        view = view_of_reading(session, found.session) if found.session else ""
    capacity, declaration = declared_by(form)
    typed = form_agreed_to(found, str(form.typed.data or ""))
    own = own_signature_named(found, form) if form.own_signature.data else None
    return Agree(
        key=key_of(form),
        origin=origin_of(found),
        party=found.party.public_id,
        round=int(form.round.data or 0),
        shown_digest=str(form.shown_digest.data),
        shown_revision=int(form.shown_revision.data or 0),
        imprint=imprint.public_id if imprint else "",
        imprint_digest=imprint.digest if imprint else "",
        authenticated=[one.factor for one in found.passed],
        passed_at=[one.at.isoformat() for one in found.passed],
        enrolled=[one.factor for one in found.passed if one.is_new],
        form=typed.public_id if typed else "",
        form_digest=typed.digest if typed else "",
        filled=filled_in(typed_fields(typed.values)) if typed else [],
        edelivery=consent.public_id if consent else "",
        capacity=capacity,
        declaration=declaration,
        view=view,
        documents_digest=shown_digest(found),
        own_signature=own.public_id if own else "",
        own_revision=own.number if own else 0,
    )
