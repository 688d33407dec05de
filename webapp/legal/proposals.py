"""反映する / 反映しない: a value typed by the other side becomes metadata only when staff say so (AD-20)."""

from datetime import date

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.fields import TypedField, value_digest
from contracts.roles import Permission
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.proposals import ProposalAnswer
from database.queries.proposals import DAYS, TypedValues, answers_of, said_now, typed_by_parties
from database.searchable import make_searchable
from webapp.access.asking import Setback
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile import case_page
from webapp.casefile.typed import adoptable
from webapp.legal.acting import done
from webapp.legal.blueprint import blueprint
from webapp.parts import parts

VERDICTS = {"adopt": True, "leave": False}


@blueprint.post("/contracts/<public_id>/proposals/<form>/<field>")
def answer_proposal(public_id: str, form: str, field: str) -> ResponseReturnValue:
    require(Permission.SEND)
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        adopts = VERDICTS.get(request.form.get("verdict", ""))
        if adopts is None:
            abort(422)
        told = _answered(session, contract, (form, field), adopts=adopts)
    if told is None:
        sentence = _("この日付は反映できません。契約開始日と契約終了日の順序をご確認ください。")
        return case_page(public_id, setback=Setback(422, "day_unreadable", sentence))
    return done(public_id, told)


def _answered(session: Session, contract: Contract, named: tuple[str, str], *, adopts: bool) -> str | None:
    """Answer once and return what to tell; None for a day that the contract cannot have."""
    sheet, typed = _proposed(session, contract, named)
    if named in answers_of(session, contract):
        return str(_("すでに回答済みです。"))
    value = adoptable(typed)
    if not adopts:
        _answer(session, contract, sheet, typed, "")
        return str(_("反映しないことにしました。"))
    if value is None or _is_backwards(contract, typed.maps_to, value):
        return None
    _answer(session, contract, sheet, typed, value)
    return str(_("契約の内容に反映しました。"))


def _proposed(session: Session, contract: Contract, named: tuple[str, str]) -> tuple[TypedValues, TypedField]:
    """Return the proposal of this form and field in this contract; anything else is 404."""
    proposed = (
        (sheet, typed)
        for sheet in typed_by_parties(session, contract)
        for typed in sheet.fields
        if (sheet.form, typed.field) == named and typed.proposes
    )
    return next(proposed, None) or abort(404)


def _answer(
    session: Session, contract: Contract, sheet: TypedValues, typed: TypedField, adopted: str
) -> None:
    """Write the answer, the contract's own column where it has one, and the audit row: what from, what to."""
    before, at = said_now(session, contract, sheet.party, typed.maps_to), now_of(session)
    session.add(
        ProposalAnswer(
            organization_id=contract.organization_id,
            contract_id=contract.id,
            party=sheet.party.public_id,
            form=sheet.form,
            field=typed.field,
            maps_to=typed.maps_to,
            before=before,
            value=adopted or typed.value,
            adopted=bool(adopted),
            answered_by_id=staff().user.id,
            at=at,
        )
    )
    if adopted and typed.maps_to in DAYS:
        setattr(contract, DAYS[typed.maps_to], date.fromisoformat(adopted))
        contract.changed_at = at
        make_searchable(session, contract)
    facts: dict[str, str | int] = {
        "maps_to": typed.maps_to,
        "field": typed.field,
        "party": sheet.party.public_id,
        "before": _told(before),
        "after": _told(adopted) if adopted else "",
        "address": staff_origin().address,
    }
    code = "proposal_adopted" if adopted else "proposal_left"
    told = Told(code, staff().user.public_id, contract.public_id, facts)
    append_audit(session, contract.organization_id, told, at)


def _told(value: str) -> str:
    """A day is told as it is; of other words the log keeps a hash, and the answer's row the words."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return value_digest(value) if value else ""


def _is_backwards(contract: Contract, maps_to: str, value: str) -> bool:
    if maps_to == "starts_on":
        return contract.ends_on is not None and date.fromisoformat(value) > contract.ends_on
    if maps_to == "ends_on":
        return contract.starts_on is not None and date.fromisoformat(value) < contract.starts_on
    return False
