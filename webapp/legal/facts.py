"""文書情報の入力: whatever is pressed, what was typed is saved first, so a draft survives everything."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.submission import MOST_PARTIES
from database.contract import Contract
from database.queries.boxes import has_boxes
from database.queries.draft_parties import parties_of, remove_party
from database.queries.types import preset_of
from database.searchable import make_searchable
from webapp.access.finding import draft_or_404
from webapp.drafting import add_party, faults_in
from webapp.legal.blueprint import blueprint
from webapp.legal.contacts import file_address
from webapp.legal.finding import open_draft_or_409
from webapp.legal.forms import ROLES
from webapp.legal.house import house_of
from webapp.legal.saving import saved
from webapp.legal.sheet import Sheet, sheet_of
from webapp.legal.steps import CONFIRMATION, PLACEMENT, UPLOAD, drafting_step_url
from webapp.parts import parts
from webapp.texts.draft_faults import fault_sentence


@blueprint.get("/drafts/<public_id>")
def draft(public_id: str) -> ResponseReturnValue:
    with parts().database.reading() as session:
        contract = draft_or_404(session, public_id)
        if contract.submitted_at is not None:
            return redirect(url_for("legal.confirmation", public_id=public_id))
        sheet = sheet_of(session, contract, house_of(session, contract), typed=False)
        if "missing" in request.args:
            _complain_of_all(session, contract, sheet)
        return _page(contract, sheet), 200


@blueprint.post("/drafts/<public_id>")
def save_draft(public_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        contract = open_draft_or_409(session, public_id)
        saving = saved(session, contract)
        sheet, proposed = saving.sheet, saving.proposed
        if saving.overwritten:
            flash(saving.overwritten, "warning")
        if sheet.errors and not proposed and request.form.get("intent") in {"next", CONFIRMATION}:
            _complain_of_all(session, contract, sheet)
        following = None if sheet.errors else _following(session, contract, sheet, proposed=proposed)
        return following or (_page(contract, sheet), 422)


def _following(
    session: Session, contract: Contract, sheet: Sheet, *, proposed: bool
) -> ResponseReturnValue | None:
    """Return where the pressed button leads, or None when the draft is not ready for it."""
    here = url_for("legal.draft", public_id=contract.public_id)
    if "remove" in request.form:
        asked = _remove(session, contract, request.form["remove"])
        return redirect(asked or f"{here}#parties", 303)
    if elsewhere := _elsewhere(session, contract) or _more(session, contract, sheet, here):
        return elsewhere
    intent = request.form.get("intent")
    if intent in {"back", UPLOAD, PLACEMENT}:
        step = PLACEMENT if intent == PLACEMENT else UPLOAD
        return redirect(drafting_step_url(step, contract.public_id), 303)
    if proposed:
        flash(_("契約種別に合わせて当事者を用意しました。"), "success")
        return redirect(f"{here}#parties", 303)
    if intent in {"next", CONFIRMATION}:
        _complain_of_all(session, contract, sheet)
        step = PLACEMENT if intent == "next" else CONFIRMATION
        return None if sheet.errors else redirect(drafting_step_url(step, contract.public_id), 303)
    flash(_("下書きを保存しました。"), "success")
    return redirect(here, 303)


def _more(session: Session, contract: Contract, sheet: Sheet, here: str) -> ResponseReturnValue | None:
    """One party, one row or one 定型文 more."""
    if "add" not in request.form:
        place = _place(request.form)
        return redirect(f"{here}{place}", 303) if place else None
    if len(sheet.parties) >= MOST_PARTIES:
        sheet.facts.form_errors.append(fault_sentence("too_many_parties"))
        return _page(contract, sheet), 422
    return redirect(f"{here}#party-{add_party(session, contract).public_id}", 303)


def _place(form: Mapping[str, str]) -> str:
    """Return what to add to the page's address so that it opens where a button stood; empty for none."""
    if "more" in form:
        return f"?{urlencode({'more': form['more']})}#{quote(form['more'])}"
    if form.get("insert") == "comment":
        return "#comment"
    if "insert" in form:
        party = f"party-{quote(form['insert'])}"
        return f"?more={party}-hint#{party}-access_code_hint"
    named = form.get("filed") or form.get("file_address")
    return f"#party-{quote(named)}" if named else ""


def _elsewhere(session: Session, contract: Contract) -> ResponseReturnValue | None:
    """宛先帳から選ぶ and テンプレートとして保存 are pages of their own; filing an address is not."""
    if request.form.get("intent") == "template":
        return redirect(url_for("document_templates.new_template", public_id=contract.public_id), 303)
    if "file_address" in request.form:
        file_address(session, contract, request.form["file_address"])
    if "pick" not in request.form:
        return None
    party = request.form["pick"]
    return redirect(url_for("legal.contact_choice", public_id=contract.public_id, party_id=party), 303)


def _remove(session: Session, contract: Contract, public_id: str) -> str:
    """Return where to ask first: with a party go its boxes on the document (IM-27)."""
    for party in parties_of(session, contract):
        if party.public_id == public_id and has_boxes(session, party):
            return url_for("placing.removal", public_id=contract.public_id, party=public_id)
        if party.public_id == public_id:
            remove_party(session, party)
    make_searchable(session, contract)
    return ""


def _complain_of_all(session: Session, contract: Contract, sheet: Sheet) -> None:
    for fault in sheet.readable(faults_in(session, contract)):
        sheet.complain(fault)


def _page(contract: Contract, sheet: Sheet) -> str:
    return render_template(
        "legal/draft.html",
        contract=contract,
        sheet=sheet,
        roles=ROLES,
        asks_limit=preset_of(contract.type).guarantee_limit,
    )
