"""電子交付の確認: consent or paper, before the content or after the conclusion (IM-82, LW-31 to LW-33)."""

from flask import Response, abort, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import Length

from contracts.edelivery import CLASSES, TEXT_VERSION, TOLD_TO_OWNER, Answer, When
from contracts.refusals import PhraseDiffers, Refused
from database.delivery_answers import Given, class_asked, record_answer
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE, origin_of
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.concluded import document_of, download, newest_answer
from webapp.counterparty.forms import TOO_LONG, VisitForm
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.refusal_notices import tell_owner
from webapp.parts import parts
from webapp.pdf_answer import safe_name
from webapp.texts.edelivery import LEADS, METHODS, delivery_name
from webapp.texts.refusals import sentence_for


class DeliveryForm(VisitForm):
    answer = HiddenField()
    phrase = StringField(
        _l("承諾の言葉"), [Length(max=200, message=TOO_LONG)], render_kw={"autocomplete": "off"}
    )


@blueprint.get("/delivery")
def delivery() -> Response:
    found = guard.visit()
    return _shown(found, _asked(found), DeliveryForm(formdata=None))


@blueprint.post("/delivery")
def answer_delivery() -> Response:
    """The same answer twice is one: a double tap leaves one row."""
    found, form = guard.visit(), DeliveryForm()
    edelivery = _asked(found)
    if not form.validate():
        return _shown(found, edelivery, form, UNPROCESSABLE)
    given = Given(str(form.answer.data), str(form.phrase.data or ""), origin_of(found))
    try:
        _record(found, edelivery, given)
    except PhraseDiffers as refused:
        form.phrase.errors = [sentence_for(refused)]
        return _shown(found, edelivery, form, UNPROCESSABLE)
    except Refused as refused:
        return _shown(found, edelivery, form, CONFLICT, sentence_for(refused))
    return go_to(_next(found, Answer(given.answer)))


@blueprint.get("/concluded/statutory.pdf")
def statutory_document() -> Response:
    """The document as the statutory one: only once its delivery has been recorded (LW-33)."""
    found = guard.visit()
    edelivery = _asked(found)
    if newest_answer(found) != Answer.DELIVERED:
        abort(404)
    name = _("%(title)s_%(kind)s", title=safe_name(found.contract.title), kind=delivery_name(edelivery))
    return download(found, document_of(found), f"{safe_name(name)}.pdf")


def _asked(found: Visit) -> str:
    edelivery = class_asked(found.party, When.AFTER if found.is_of_concluded else When.BEFORE)
    if not edelivery:
        abort(404)
    return edelivery


def _record(found: Visit, edelivery: str, given: Given) -> None:
    with parts().database.writing() as session:
        row = record_answer(session, found.party, edelivery, given)
    if row is not None and row.answer in TOLD_TO_OWNER:
        tell_owner(row.public_id)


def _next(found: Visit, answer: Answer) -> str:
    if answer is Answer.DELIVERED:
        return url_for("counterparty.statutory_document")
    stays = found.is_of_concluded or answer is not Answer.CONSENTED
    return url_for("counterparty.delivery") if stays else url_for(guard.start_of(found))


def _shown(
    found: Visit, edelivery: str, form: DeliveryForm, status: int = 200, trouble: str = ""
) -> Response:
    return page(
        "delivery",
        found,
        status,
        form=form.drawn_for(found),
        trouble=trouble,
        name=delivery_name(edelivery),
        lead=LEADS[edelivery],
        methods=METHODS,
        phrase=CLASSES[edelivery].phrase,
        text_version=TEXT_VERSION,
        answered=newest_answer(found),
    )
