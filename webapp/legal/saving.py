"""Keeping what was typed into 文書情報の入力: by a button, or by itself while somebody types."""

from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session

from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.queries.draft_parties import change_party, parties_of
from database.queries.drafts import change_facts
from database.searchable import make_searchable
from webapp.drafting import has_untouched, propose_parties
from webapp.legal.filed_addresses import fill_in
from webapp.legal.house import House, house_of
from webapp.legal.overwriting import overwritten_words
from webapp.legal.party_reading import party_from
from webapp.legal.reading import facts_from
from webapp.legal.sheet import PartyFields, Sheet, complain_of_half_rows, reread, sheet_of


@dataclass(frozen=True, slots=True)
class Saving:
    """`overwritten` tells what another page had saved since this one was opened; mostly nothing."""

    sheet: Sheet
    proposed: bool
    overwritten: str


def saved(session: Session, contract: Contract, *, by_itself: bool = False) -> Saving:
    """Keep what was typed; the later save wins, and says so when it is of an older rendering.

    `by_itself`: nobody pressed anything, so no party is proposed under the writer's hands.
    """
    house = house_of(session, contract)
    sheet = sheet_of(session, contract, house, typed=True)
    overwritten = _overwritten(session, contract, house, sheet)
    is_new_type = not by_itself and sheet.facts.contract_type.data != _type_before(contract, sheet)
    change_facts(contract, facts_from(sheet.facts, contract, house.types), now_of(session))
    session.flush()
    session.refresh(contract, ["type"])
    house = house_of(session, contract)
    if is_new_type and not contract.standing:
        contract.standing = house.preset.usual_standing
    _insert_comment(contract, sheet, house)
    for party, fields in zip(parties_of(session, contract), sheet.parties, strict=True):
        _keep(session, party, fields, house)
    for part in sheet.parts:
        part.card.keep(session, contract, part.form)
    proposed = not by_itself and _proposed(session, contract, is_new_type=is_new_type)
    make_searchable(session, contract)
    _count(contract, sheet)
    return Saving(reread(session, contract, house, sheet), proposed, overwritten)


def _overwritten(session: Session, contract: Contract, house: House, sheet: Sheet) -> str:
    """The page tells which save it was made from; its own saves since then are no surprise to it."""
    seen = sheet.facts.revision.data or ""
    if seen in {"", str(contract.draft_revision)}:
        return ""
    if sheet.facts.page.data and sheet.facts.page.data == contract.draft_page:
        return ""
    return overwritten_words(sheet_of(session, contract, house, typed=False), sheet, request.form)


def _type_before(contract: Contract, sheet: Sheet) -> str:
    """Return the type the page was shown with: saved by itself, it is in the draft already."""
    code = contract.type.code if contract.type else ""
    return code if sheet.facts.shown_type.data is None else str(sheet.facts.shown_type.data)


def _count(contract: Contract, sheet: Sheet) -> None:
    contract.draft_revision += 1
    contract.draft_page = (sheet.facts.page.data or "")[:32]
    sheet.facts.revision.data = str(contract.draft_revision)


def _insert_comment(contract: Contract, sheet: Sheet, house: House) -> None:
    if request.form.get("insert") == "comment":
        chosen = house.comments.get(sheet.facts.comment_snippet.data or "", "")
        contract.comment = "\n".join(filter(None, (contract.comment, chosen)))


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
    chosen = house.hints.get(fields.form.snippet.data or "", "")
    party.access_code_hint = "\n".join(filter(None, (party.access_code_hint, chosen)))


def _proposed(session: Session, contract: Contract, *, is_new_type: bool) -> bool:
    asked = request.form.get("intent") == "propose"
    if asked or (is_new_type and has_untouched(session, contract)):
        return propose_parties(session, contract)
    return False
