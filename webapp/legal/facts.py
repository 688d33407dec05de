"""文書情報の入力: whatever is pressed, what was typed is saved first, so a draft survives everything."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from database.contract import Contract
from database.engine import now_of
from database.queries.draft_parties import change_party, new_party, parties_of, remove_party
from database.queries.drafts import change_facts
from database.queries.types import contract_types
from database.queries.versions import newest_version
from database.searchable import make_searchable
from webapp.access.staff import staff
from webapp.drafting import Fault, faults_of
from webapp.legal.blueprint import blueprint
from webapp.legal.finding import draft_or_404, open_draft_or_409
from webapp.legal.forms import ROLES, FactsForm, PartyForm, complain
from webapp.legal.reading import facts_form, facts_from, party_form, party_from
from webapp.parts import parts
from webapp.texts.draft_faults import fault_sentence


@dataclass(frozen=True, slots=True)
class PartyFields:
    id: str
    form: PartyForm
    has_code: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole page as forms."""

    facts: FactsForm
    parties: tuple[PartyFields, ...]

    @property
    def errors(self) -> bool:
        return bool(self.facts.errors) or any(party.form.errors for party in self.parties)

    def complain(self, fault: Fault) -> None:
        owner = next((party.form for party in self.parties if party.id == fault.party), self.facts)
        if fault.field in owner:
            complain(owner[fault.field], fault_sentence(fault.code))
        else:
            self.facts.form_errors.append(fault_sentence(fault.code))


@blueprint.get("/drafts/<public_id>")
def draft(public_id: str) -> ResponseReturnValue:
    with parts().database.reading() as session:
        contract = draft_or_404(session, public_id)
        if contract.submitted_at is not None:
            return redirect(url_for("legal.confirmation", public_id=public_id))
        sheet = _sheet(session, contract, typed=False)
        if "missing" in request.args:
            _complain_of_all(session, contract, sheet)
        return _page(contract, sheet), 200


@blueprint.post("/drafts/<public_id>")
def save_draft(public_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        contract = open_draft_or_409(session, public_id)
        sheet = _saved(session, contract)
        following = None if sheet.errors else _following(session, contract, sheet)
        return following or (_page(contract, sheet), 422)


def _saved(session: Session, contract: Contract) -> Sheet:
    sheet = _sheet(session, contract, typed=True)
    types = contract_types(session, staff().organization.id)
    change_facts(contract, facts_from(sheet.facts, contract, types), now_of(session))
    for party, fields in zip(parties_of(session, contract), sheet.parties, strict=True):
        change_party(session, party, party_from(fields.form, party))
    make_searchable(session, contract)
    session.refresh(contract, ["type"])
    return Sheet(
        sheet.facts,
        tuple(
            PartyFields(party.public_id, fields.form, bool(party.access_code_hash))
            for party, fields in zip(parties_of(session, contract), sheet.parties, strict=True)
        ),
    )


def _following(session: Session, contract: Contract, sheet: Sheet) -> ResponseReturnValue | None:
    """Return where the pressed button leads, or None when the draft is not ready for it."""
    here = url_for("legal.draft", public_id=contract.public_id)
    if "add" in request.form:
        return redirect(f"{here}#party-{new_party(session, contract).public_id}", 303)
    if "remove" in request.form:
        _remove(session, contract, request.form["remove"])
        return redirect(f"{here}#parties", 303)
    intent = request.form.get("intent")
    if intent == "back":
        return redirect(url_for("legal.document", public_id=contract.public_id), 303)
    if intent == "next":
        _complain_of_all(session, contract, sheet)
        confirmation = url_for("legal.confirmation", public_id=contract.public_id)
        return None if sheet.errors else redirect(confirmation, 303)
    flash(_("下書きを保存しました。"), "success")
    return redirect(here, 303)


def _remove(session: Session, contract: Contract, public_id: str) -> None:
    for party in parties_of(session, contract):
        if party.public_id == public_id:
            remove_party(session, party)
    make_searchable(session, contract)


def _complain_of_all(session: Session, contract: Contract, sheet: Sheet) -> None:
    has_document = newest_version(session, contract) is not None
    for fault in faults_of(contract, parties_of(session, contract), has_document=has_document):
        sheet.complain(fault)


def _sheet(session: Session, contract: Contract, *, typed: bool) -> Sheet:
    """A party added in another tab was not part of the form that was sent: it keeps what it holds."""
    types = contract_types(session, staff().organization.id)
    fields = [
        PartyFields(
            party.public_id,
            party_form(session, party, typed=typed and f"party-{party.public_id}-order" in request.form),
            bool(party.access_code_hash),
        )
        for party in parties_of(session, contract)
    ]
    return Sheet(facts_form(contract, types, typed=typed), tuple(fields))


def _page(contract: Contract, sheet: Sheet) -> str:
    given: dict[str, Any] = {"contract": contract, "sheet": sheet, "roles": ROLES}
    return render_template("legal/draft.html", **given)
