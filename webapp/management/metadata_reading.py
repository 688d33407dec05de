"""文書から読み取った契約情報: confirmed item by item, one contract after the other (MK-30 to MK-34)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.metadata import ValueChangedMeanwhile, ValueUnreadable
from contracts.reading import Confidence
from contracts.roles import Permission
from database.answering_proposals import Answers
from database.audit import Told, append_audit
from database.confirming_proposals import confirm_proposals
from database.contract import Contract
from database.engine import now_of
from database.metadata_asking import ask_for_reading
from database.queries.metadata_proposals import next_to_confirm, queue_of, reading_of
from webapp.access.finding import contract_or_404, sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.access.traces import tell_seen
from webapp.drafting.complaining import complain
from webapp.management.blueprint import blueprint
from webapp.management.reading_form import (
    ACCEPT,
    DISMISS,
    LATER,
    Line,
    ReadingPage,
    reading_page,
    shown,
    value_sent,
)
from webapp.parts import parts
from webapp.texts.metadata import fault_words
from webapp.texts.reading import CONFIDENCE, STATES

HIGH_ONLY, FINISH = "high", "finish"


@blueprint.get("/contracts/<public_id>/reading")
def reading(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        found = reading_page(session, contract, reading_of(session, contract), typed=False)
        page = _page(session, contract, found)
    tell_seen(contract, staff_origin(), "metadata_reading_viewed")
    return page


@blueprint.post("/contracts/<public_id>/reading")
def read_document(public_id: str) -> ResponseReturnValue:
    """Have the documents read, also once more; answers that were given stay."""
    require(Permission.FILE)
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        ask_for_reading(session, contract)
        told = Told("metadata_reading_asked", staff().user.public_id, contract.public_id, {})
        append_audit(session, contract.organization_id, told, now_of(session))
    flash(_("文書を読み取っています。終わると、このページに表示されます。"), "success")
    return redirect(url_for("management.reading", public_id=public_id), 303)


@blueprint.post("/contracts/<public_id>/reading/answers")
def answer_reading(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        found = reading_page(session, contract, reading_of(session, contract), typed=True)
        if not found.form.validate() or not (answers := _answers(contract, found)):
            return _page(session, contract, found), 422
        try:
            _file(session, contract, found, answers)
        except ValueUnreadable as unreadable:
            _complain(found, str(unreadable.facts["item"]), fault_words(str(unreadable.facts["why"])))
            return _page(session, contract, found), 422
        except ValueChangedMeanwhile as changed:
            _tell_conflict(contract, found, changed)
            return _page(session, contract, found), 409
    flash(_("契約情報を確認しました。"), "success")
    if request.form.get("queue"):
        return redirect(url_for("management.next_unconfirmed", after=public_id), 303)
    return redirect(url_for("management.reading", public_id=public_id), 303)


@blueprint.get("/contracts/unconfirmed")
def next_unconfirmed() -> ResponseReturnValue:
    """Open the next contract to be confirmed, behind the one named or before it; at the end the list."""
    require(Permission.FILE)
    after, back = request.args.get("after", ""), request.args.get("back") == "yes"
    with parts().database.reading() as session:
        place = contract_or_404(session, after).id if after else 0
        found = next_to_confirm(session, staff(), place, back=back)
        found = found or (next_to_confirm(session, staff(), 0) if after and not back else None)
    if found is None or found.public_id == after:
        flash(_("確認を待っている文書は、これですべてです。"), "info")
        return redirect(url_for("management.contracts", unconfirmed="yes"), 303)
    return redirect(url_for("management.reading", public_id=found.public_id, queue="yes"), 303)


def _answers(contract: Contract, found: ReadingPage) -> Answers | None:
    """Return what the person decided, None where something typed cannot be taken over."""
    act = request.form.get("act", "")
    decided = [(line, _verdict(line, act)) for line in found.asked]
    dismissed = [line.row.public_id for line, verdict in decided if verdict == DISMISS]
    taken = {line.row.public_id: value_sent(line, contract) for line, verdict in decided if verdict == ACCEPT}
    sound = {public_id: value for public_id, value in taken.items() if value is not None}
    return Answers(sound, dismissed, confirms_rest=act == FINISH) if len(sound) == len(taken) else None


def _verdict(line: Line, act: str) -> str:
    """The button for what is highly sure looks at nothing else, and never replaces what a person set."""
    if act == HIGH_ONLY:
        return ACCEPT if line.confidence is Confidence.HIGH and not line.is_hint else LATER
    return str(line.verdict.data or LATER)


def _file(session: Session, contract: Contract, found: ReadingPage, answers: Answers) -> None:
    """Change the values through the one door, then write down what became of each proposal."""
    lines = [line for line in found.asked if line.row.public_id in answers.taken and line.door]
    values = {line.door: answers.taken[line.row.public_id] for line in lines}
    seen = {line.door: (line.seen.data or "").replace("\r\n", "\n") for line in lines}
    confirm_proposals(session, staff().user, contract, (values, seen), answers)


def _complain(found: ReadingPage, item: str, sentence: str) -> None:
    asked = [line for line in found.asked if line.door == item] or list(found.asked[:1])
    for line in asked[:1]:
        complain(line.value, sentence)


def _tell_conflict(contract: Contract, found: ReadingPage, changed: ValueChangedMeanwhile) -> None:
    """Say what the item says now; sending once more means it."""
    item, now = str(changed.facts["item"]), str(changed.facts["value"])
    words = shown(item, now, contract) or _("未入力")
    sentence = _(
        "ほかの人が「%(now)s」に変更しました。上書きする場合は、もう一度送信してください。", now=words
    )
    for line in found.asked:
        if line.door == item:
            complain(line.value, sentence)
            line.seen.data = now


def _page(session: Session, contract: Contract, found: ReadingPage) -> str:
    in_queue = bool(request.values.get("queue"))
    return render_template(
        "management/reading.html",
        contract=contract,
        reading=reading_of(session, contract),
        found=found,
        confidences=CONFIDENCE,
        states=STATES,
        queue=queue_of(session, staff()) if in_queue else None,
        has_high=any(one.confidence is Confidence.HIGH and not one.is_hint for one in found.asked),
    )
