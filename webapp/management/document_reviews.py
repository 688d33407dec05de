"""受領 and 再提出依頼 of one 必要書類; other items and the agreement stand (AD-17)."""

import uuid
from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.document_review import Verdict, may_review
from contracts.messages import NoticeKind, NoticeRequest
from contracts.roles import Permission
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.holders import DocumentReview
from database.queries.handed_in import HandedItem, items_of
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile import case_page
from webapp.casefile.papers import ReceiptForm, RequestForm, reads_identity, receipt_name, request_name
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet

REVIEWS = uuid.UUID("9c5f1c6e-5b0a-4f9a-a3c2-7d8a5f0b8e21")


@dataclass(frozen=True, slots=True)
class Answer:
    """`key` is the form's; `due_on` a day in Japan."""

    key: str
    verdict: Verdict
    reason: str = ""
    due_on: date | None = None


@blueprint.post("/contracts/<public_id>/papers/<item>/receipt")
def receive_document(public_id: str, item: str) -> ResponseReturnValue:
    require(Permission.SEND)
    form = ReceiptForm(prefix=receipt_name(item))
    if not form.validate():
        return case_page(public_id, status=422)
    _reviewed(public_id, item, Answer(form.key.data, Verdict.RECEIVED))
    return _done(public_id, item, _("受領しました。"))


@blueprint.post("/contracts/<public_id>/papers/<item>/request")
def request_document(public_id: str, item: str) -> ResponseReturnValue:
    require(Permission.SEND)
    form = RequestForm(prefix=request_name(item))
    if not form.validate():
        return case_page(public_id, {request_name(item): form}, status=422)
    answer = Answer(form.key.data, Verdict.ASKED_AGAIN, form.reason.data.strip(), form.day)
    review = _reviewed(public_id, item, answer)
    try:
        parts().engine.notify(NoticeRequest(NoticeKind.DOCUMENTS_REQUESTED, review))
    except (EngineUnavailable, NotKnownYet):
        told = _("再提出を依頼しました。メールは、仕組みの応答がありしだい送ります。")
        return _done(public_id, item, told, "warning")
    return _done(public_id, item, _("再提出を依頼し、メールを送りました。"))


def _reviewed(public_id: str, item: str, answer: Answer) -> str:
    """Keep the answer and return its public id; the same form sent twice keeps one."""
    review = str(uuid.uuid5(REVIEWS, f"{item}|{answer.key}"))
    with parts().database.writing() as session:
        contract, asked = _item_or_404(session, public_id, item)
        if session.scalars(select(DocumentReview.id).where(DocumentReview.public_id == review)).first():
            return review
        if not may_review(contract.stage, asked.state):
            abort(409)
        session.add(
            DocumentReview(
                public_id=review,
                organization_id=contract.organization_id,
                required_document_id=asked.asked.id,
                reviewed_by_id=staff().user.id,
                verdict=answer.verdict,
                reason=answer.reason,
                due_on=answer.due_on,
                at=now_of(session),
            )
        )
        _tell(session, contract, item, answer.verdict, review)
    return review


def _item_or_404(session: Session, public_id: str, item: str) -> tuple[Contract, HandedItem]:
    contract = sent_contract_or_404(session, public_id)
    asked = next((one for one in items_of(session, contract) if one.asked.public_id == item), None)
    if asked is None:
        abort(404)
    if asked.asked.is_identity and not reads_identity(staff(), contract):
        abort(403)
    return contract, asked


def _tell(session: Session, contract: Contract, item: str, verdict: Verdict, review: str) -> None:
    code = "document_received" if verdict is Verdict.RECEIVED else "document_asked_again"
    facts: dict[str, str | int] = {"item": item, "review": review, "address": staff_origin().address}
    told = Told(code, staff().user.public_id, contract.public_id, facts)
    append_audit(session, contract.organization_id, told, now_of(session))


def _done(public_id: str, item: str, told: str, tone: str = "success") -> ResponseReturnValue:
    flash(told, tone)
    return redirect(url_for("management.contract", public_id=public_id, _anchor=f"paper-{item}"), 303)
