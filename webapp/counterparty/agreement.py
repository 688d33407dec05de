"""締結を確定: asked once more, then one act that binds what was shown (CL-11, CL-14, T47, T66)."""

from flask import Response, url_for
from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from contracts.acts import Agree
from database.queries.agreement import imprint_by, still_to_agree
from database.queries.visits import LinkState, Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import ask, origin_of
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import VisitForm, key_of
from webapp.counterparty.indicator import Step
from webapp.counterparty.pages import go_to, page
from webapp.counterparty.preview import authenticated, preview_page
from webapp.counterparty.states import agreed_page
from webapp.counterparty.steps import given_by, refusal_to_skip
from webapp.parts import parts


class AgreementForm(VisitForm):
    """All of it comes from the preview: what is agreed to is what was shown there."""

    round = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    shown_digest = HiddenField(validators=[InputRequired()])
    shown_revision = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    imprint = HiddenField()


@blueprint.post("/agreement/confirmation")
def confirm_agreement() -> Response:
    found, form = guard.visit(), AgreementForm()
    refusal = refusal_to_skip(found, given_by(found), Step.PREVIEW)
    if refusal or not form.validate():
        return refusal or go_to(url_for("counterparty.preview"))
    return page("agreement_confirm", found, form=form, remaining=still_to_agree(found.contract, found.party))


@blueprint.post("/agreement")
def agree() -> Response:
    found, form = guard.visit(), AgreementForm()
    if found.state is LinkState.LIVE:
        refusal = refusal_to_skip(found, given_by(found), Step.PREVIEW)
        if refusal:
            return refusal
    if not form.validate():
        return go_to(url_for("counterparty.preview"))
    return _agreed(found, form)


@blueprint.get("/agreement")
def agreement() -> Response:
    found = guard.visit()
    if found.state is LinkState.LIVE:
        return go_to(url_for("counterparty.preview"))
    return agreed_page(found)


def _agreed(found: Visit, form: AgreementForm) -> Response:
    """The same key a second time is the same act; another key after agreeing is refused (T66)."""
    trouble = ask(found, _act(found, form))
    if trouble is None:
        return go_to(url_for("counterparty.agreement"))
    if found.state is LinkState.FINISHED:
        return agreed_page(found, trouble.status, trouble.sentence)
    return preview_page(found, trouble.status, trouble.sentence)


def _act(found: Visit, form: AgreementForm) -> Agree:
    with parts().database.reading() as session:
        imprint = imprint_by(session, found.party, str(form.imprint.data or ""))
    return Agree(
        key=key_of(form),
        origin=origin_of(found),
        party=found.party.public_id,
        round=int(form.round.data or 0),
        shown_digest=str(form.shown_digest.data),
        shown_revision=int(form.shown_revision.data or 0),
        imprint=imprint.public_id if imprint else "",
        imprint_digest=imprint.digest if imprint else "",
        authenticated=authenticated(found),
    )
