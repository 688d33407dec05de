"""文書情報の入力: whatever is pressed, what was typed is saved first, so a draft survives everything."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.leases import needs_guarantee_limit
from contracts.submission import MOST_PARTIES
from database.contract import Contract, Party
from database.engine import now_of
from database.queries.draft_parties import change_party, parties_of, remove_party
from database.queries.drafts import change_facts
from database.searchable import make_searchable
from webapp.drafting import add_party, faults_in, has_untouched, propose_parties
from webapp.legal.blueprint import blueprint
from webapp.legal.filed_addresses import fill_in
from webapp.legal.finding import draft_or_404, open_draft_or_409
from webapp.legal.forms import ROLES
from webapp.legal.house import House, house_of
from webapp.legal.party_reading import party_from
from webapp.legal.reading import facts_from
from webapp.legal.sheet import PartyFields, Sheet, complain_of_half_rows, reread, sheet_of
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
        sheet, proposed = _saved(session, contract)
        following = None if sheet.errors else _following(session, contract, sheet, proposed=proposed)
        return following or (_page(contract, sheet), 422)


def _saved(session: Session, contract: Contract) -> tuple[Sheet, bool]:
    """Keep what was typed; tell whether parties were proposed for the type."""
    house, type_before = house_of(session, contract), contract.type_id
    sheet = sheet_of(session, contract, house, typed=True)
    change_facts(contract, facts_from(sheet.facts, contract, house.types), now_of(session))
    session.flush()
    session.refresh(contract, ["type"])
    house = house_of(session, contract)
    for party, fields in zip(parties_of(session, contract), sheet.parties, strict=True):
        _keep(session, party, fields, house)
    proposed = _proposed(session, contract, is_new_type=contract.type_id != type_before)
    make_searchable(session, contract)
    return reread(session, contract, house, sheet), proposed


def _keep(session: Session, party: Party, fields: PartyFields, house: House) -> None:
    complain_of_half_rows(fields)
    draft = party_from(fields.form, party, house, (fields.documents, fields.inputs))
    change_party(session, party, draft)
    if request.form.get("filed") == party.public_id:
        fill_in(session, party, fields.form)
    if request.form.get("insert") == party.public_id:
        _insert_snippet(party, fields, house)


def _insert_snippet(party: Party, fields: PartyFields, house: House) -> None:
    """定型文 are added below what the hint says already (IM-41)."""
    chosen = fields.form.snippet.data or ""
    if chosen.isdecimal() and int(chosen) < len(house.snippets):
        party.access_code_hint = "\n".join(
            text for text in (party.access_code_hint, house.snippets[int(chosen)]) if text
        )


def _proposed(session: Session, contract: Contract, *, is_new_type: bool) -> bool:
    asked = request.form.get("intent") == "propose"
    if asked or (is_new_type and has_untouched(session, contract)):
        return propose_parties(session, contract)
    return False


def _following(
    session: Session, contract: Contract, sheet: Sheet, *, proposed: bool
) -> ResponseReturnValue | None:
    """Return where the pressed button leads, or None when the draft is not ready for it."""
    here = url_for("legal.draft", public_id=contract.public_id)
    if "remove" in request.form:
        _remove(session, contract, request.form["remove"])
        return redirect(f"{here}#parties", 303)
    if changed := _more(session, contract, sheet, here):
        return changed
    intent = request.form.get("intent")
    if intent == "back":
        return redirect(url_for("legal.document", public_id=contract.public_id), 303)
    if proposed:
        flash(_("契約種別に合わせて当事者を用意しました。"), "success")
        return redirect(f"{here}#parties", 303)
    if intent == "next":
        _complain_of_all(session, contract, sheet)
        confirmation = url_for("legal.confirmation", public_id=contract.public_id)
        return None if sheet.errors else redirect(confirmation, 303)
    flash(_("下書きを保存しました。"), "success")
    return redirect(here, 303)


def _more(session: Session, contract: Contract, sheet: Sheet, here: str) -> ResponseReturnValue | None:
    """One party, one row or one 定型文 more."""
    form = request.form
    if "more" in form:
        page = url_for("legal.draft", public_id=contract.public_id, more=form["more"])
        return redirect(f"{page}#{form['more']}", 303)
    if "insert" in form:
        return redirect(
            f"{here}?more=party-{form['insert']}-hint#party-{form['insert']}-access_code_hint", 303
        )
    if "filed" in form:
        return redirect(f"{here}#party-{form['filed']}", 303)
    if "add" not in form:
        return None
    if len(sheet.parties) >= MOST_PARTIES:
        sheet.facts.form_errors.append(fault_sentence("too_many_parties"))
        return _page(contract, sheet), 422
    return redirect(f"{here}#party-{add_party(session, contract).public_id}", 303)


def _remove(session: Session, contract: Contract, public_id: str) -> None:
    for party in parties_of(session, contract):
        if party.public_id == public_id:
            remove_party(session, party)
    make_searchable(session, contract)


def _complain_of_all(session: Session, contract: Contract, sheet: Sheet) -> None:
    for fault in faults_in(session, contract):
        sheet.complain(fault)


def _page(contract: Contract, sheet: Sheet) -> str:
    return render_template(
        "legal/draft.html",
        contract=contract,
        sheet=sheet,
        roles=ROLES,
        asks_limit=needs_guarantee_limit(contract.type.code if contract.type else ""),
    )
