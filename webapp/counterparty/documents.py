"""書類提出: one place for each document asked for; 次へ needs them all (CS-20, CS-21)."""

from flask import Response, abort, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from database.contract import RequiredDocument
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import VisitForm, key_of
from webapp.counterparty.indicator import Step, labels_for
from webapp.counterparty.pages import go_to, page
from webapp.counterparty.steps import Given, given_by, refusal_to_skip, url_after
from webapp.counterparty.submission import SubmissionRefused, safe_submission, shown_name
from webapp.counterparty.submitting import HandedIn, hand_in


class DocumentForm(VisitForm):
    file = FileField(_l("ファイル"), [FileRequired(_l("ファイルを選んでください。"))])


@blueprint.get("/documents")
def documents() -> Response:
    found = guard.visit()
    given = given_by(found)
    return refusal_to_skip(found, given, Step.DOCUMENTS) or _shown(found, given)


@blueprint.post("/documents/<item>")
def submit_document(item: str) -> Response:
    found, form = guard.visit(), DocumentForm()
    given = given_by(found)
    refusal = refusal_to_skip(found, given, Step.DOCUMENTS)
    if refusal:
        return refusal
    asked_for = next((one for one in found.party.required_documents if one.public_id == item), None)
    if asked_for is None:
        abort(404)
    fault, status = _taken(found, asked_for, form)
    if fault:
        return _shown(found, given, (item, fault), status)
    return go_to(url_for("counterparty.documents"))


def _taken(found: Visit, asked_for: RequiredDocument, form: DocumentForm) -> tuple[str, int]:
    """Return what is wrong with the status to answer, or no words."""
    if not form.validate():
        return str(form.file.errors[0]), UNPROCESSABLE
    upload = form.file.data
    try:
        data = safe_submission(upload.read())
    except SubmissionRefused as refused:
        return refused.sentence, UNPROCESSABLE
    setback = hand_in(found, HandedIn(asked_for, key_of(form), shown_name(upload.filename), data))
    return (setback.sentence, setback.status) if setback else ("", 200)


def _shown(found: Visit, given: Given, fault: tuple[str, str] = ("", ""), status: int = 200) -> Response:
    labels, now = labels_for(found.party, Step.DOCUMENTS)
    return page(
        "documents",
        found,
        status,
        form=VisitForm(formdata=None).drawn_for(found),
        given=given.documents,
        complete=all(one.public_id in given.documents for one in found.party.required_documents),
        next_url=url_after(found, Step.DOCUMENTS),
        fault_item=fault[0],
        fault=fault[1],
        step_labels=labels,
        step_now=now,
    )
