"""簡易表示版: agreeing after one more question, the same act as from the last preview (CL-04, CL-05)."""

from dataclasses import replace

from flask import Response, url_for

from contracts.simple_view import SIMPLE
from database.queries.agreement import still_to_agree
from database.queries.visits import LinkState, Visit
from webapp.counterparty import guard
from webapp.counterparty.agreement import AgreementForm, act_of, form_of
from webapp.counterparty.asking import UNPROCESSABLE, ask
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.envelope import envelope_of
from webapp.counterparty.indicator import Step
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.preview import signature_kind
from webapp.counterparty.simple import downloaded_by, may_agree_here, simple_page
from webapp.counterparty.states import agreed_page
from webapp.counterparty.steps import given_by, refusal_to_skip, url_before
from webapp.texts.factors import factor_told


@blueprint.get("/simple/confirmation")
def simple_confirmation() -> Response:
    found = guard.visit()
    return _refusal(found) or _question(found, _drawn(found))


@blueprint.post("/simple/agreement")
def agree_simply() -> Response:
    """The act says beside what was agreed to how the documents were shown."""
    found = guard.visit()
    form, is_live = form_of(found)(), found.state is LinkState.LIVE
    refusal = _refusal(found) if is_live else None
    if refusal:
        return refusal
    if not form.validate():
        return _question(found, form, UNPROCESSABLE) if is_live else agreed_page(found)
    trouble = ask(found, replace(act_of(found, form), view=SIMPLE, shown_revision=_downloaded(found)))
    if trouble is None:
        return go_to(url_for("counterparty.agreement"))
    if is_live:
        return _question(found, _drawn(found), trouble.status, trouble.sentence)
    return agreed_page(found, trouble.status, trouble.sentence)


def _refusal(found: Visit) -> Response | None:
    if not may_agree_here(found):
        return simple_page(found, status=CONFLICT)
    given = given_by(found)
    return refusal_to_skip(found, replace(given, read=given.read and _downloaded(found) > 0), Step.PREVIEW)


def _downloaded(found: Visit) -> int:
    """Return the revision of which this visit holds every document, the oldest of several; 0 without all."""
    given = downloaded_by(found)
    return min(given.values()) if len(given) == len(envelope_of(found).documents) else 0


def _drawn(found: Visit) -> AgreementForm:
    form = form_of(found)(formdata=None)
    form.round.data, form.shown_digest.data = found.contract.round, found.contract.sent_digest
    form.shown_revision.data = _downloaded(found)
    return form


def _question(found: Visit, form: AgreementForm, status: int = 200, trouble: str = "") -> Response:
    return page(
        "simple_confirm",
        found,
        status,
        form=form.drawn_for(found),
        trouble=trouble,
        divided=envelope_of(found).divided,
        factors=[factor_told(passed) for passed in found.passed],
        remaining=still_to_agree(found.contract, found.party),
        signature_kind=signature_kind(found.contract),
        back=url_before(found, Step.PREVIEW),
    )
