"""署名再依頼: who has not signed is ticked, perhaps at another address, and asked (IM-76…78)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.contract import Contract
from database.party import Party
from database.queries.preferences import preferences_of
from database.queries.signing_history import SigningLine, signing_history
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile.forms import fresh
from webapp.casefile.places import may_ask_again
from webapp.chasing.asking import Answer, Wish, ask_all
from webapp.chasing.contacts import contact_may_change
from webapp.drafting import AddressesUnnoticed, accept_outdated
from webapp.legal.blueprint import blueprint
from webapp.legal.filed_addresses import OutdatedLine, outdated_lines, ticked_addresses, unnoticed
from webapp.legal.re_request_forms import ReRequestForm, Row, has_faults, row_form
from webapp.parts import parts

TEMPLATE = "legal/re_request/{}.html"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page as it was asked for: its form, and a row for each party who signs."""

    contract: Contract
    form: ReRequestForm
    rows: Sequence[Row]
    needs_reason: bool

    @property
    def ticked(self) -> list[Row]:
        return [row for row in self.rows if row.is_ticked]

    @property
    def wishes(self) -> list[Wish]:
        reason = (self.form.reason.data or "").strip()
        return [Wish(row.party, row.contact, reason if row.contact else "") for row in self.ticked]


@blueprint.get("/contracts/<public_id>/re-request")
def re_request(public_id: str) -> ResponseReturnValue:
    sheet = _sheet(public_id)
    if not any(row.form for row in sheet.rows):
        abort(404)
    return _page(sheet)


@blueprint.post("/contracts/<public_id>/re-request")
def check_re_request(public_id: str) -> ResponseReturnValue:
    """Show what would be sent to whom; nothing is sent here."""
    sheet = _sheet(public_id)
    trouble = _trouble(sheet)
    if trouble is not None:
        return _page(sheet, trouble, 422)
    if request.form.get("intent") == "back":
        return _page(sheet)
    return _question(sheet)


@blueprint.post("/contracts/<public_id>/re-request/sending")
def send_re_request(public_id: str) -> ResponseReturnValue:
    sheet = _sheet(public_id)
    trouble = _trouble(sheet)
    if trouble is not None:
        return _page(sheet, trouble, 422)
    if not _are_noticed(sheet):
        return _question(sheet, unnoticed().sentence, 422)
    answers = ask_all(public_id, sheet.wishes, sheet.form.key.data, staff_origin())
    wrong = [answer for answer in answers if answer.setback]
    if not wrong:
        flash(_("署名を再依頼しました。"), "success")
        return redirect(url_for("management.contract", public_id=public_id), 303)
    return _question(sheet, _told(answers), wrong[0].setback.status if wrong[0].setback else 409)


def _sheet(public_id: str) -> Sheet:
    require(Permission.SEND)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        if contract.frozen_at is not None:
            abort(404)
        given = request.form if request.method == "POST" else None
        rows = [
            _row(line, contract, given) for line in signing_history(session, contract) if line.party.signs
        ]
        needs_reason = preferences_of(session, contract.organization_id).contact_change_needs_reason
    form = ReRequestForm() if given else fresh(ReRequestForm, "")
    return Sheet(contract, form, rows, needs_reason)


def _row(line: SigningLine, contract: Contract, given: object) -> Row:
    ticked = request.args.get("party") == line.party.public_id
    form = row_form(line.party, given, ticked=ticked) if may_ask_again(contract, line.party) else None
    return Row(line.party, line.status, form, contact_may_change(line.party, line.submissions))


def _trouble(sheet: Sheet) -> str | None:
    """Say what is wrong above the form; an empty text where it stands beside the fields alone."""
    valid = sheet.form.validate()
    faults = [has_faults(row) for row in sheet.rows]
    if not sheet.ticked:
        return str(_("再依頼する方の「再依頼する」に印を付けてください。"))
    if not valid or any(faults):
        return str(_("入力内容をご確認ください。"))
    changed = any(row.contact for row in sheet.ticked)
    if changed and sheet.needs_reason and not (sheet.form.reason.data or "").strip():
        sheet.form.reason.errors = [_("宛先を変える理由を入力してください。")]
        return str(_("入力内容をご確認ください。"))
    return None


def _told(answers: Sequence[Answer]) -> str:
    """Tell of each party what happened: one refused row holds up none of the others."""
    lines = [
        _(
            "%(name)s 様：%(what)s",
            name=one.party.name,
            what=one.setback.sentence if one.setback else _("再依頼しました。"),
        )
        for one in answers
    ]
    return "\n".join(lines)


def _are_noticed(sheet: Sheet) -> bool:
    """An address whose 届出 has ended is written to only when that was ticked (AD-19)."""
    try:
        with parts().database.writing() as session:
            accept_outdated(session, _reached(session, sheet), ticked_addresses(), staff_origin())
    except AddressesUnnoticed:
        return False
    return True


def _outdated(sheet: Sheet) -> list[OutdatedLine]:
    with parts().database.reading() as session:
        return outdated_lines(session, _reached(session, sheet))


def _reached(session: Session, sheet: Sheet) -> list[Party]:
    """Return the ticked parties with the addresses they would be written to, apart from the session."""
    found = []
    for row in sheet.ticked:
        party = session.get_one(Party, row.party.id)
        session.expunge(party)
        if row.contact:
            party.mail = row.contact.mail
        found.append(party)
    return found


def _page(sheet: Sheet, trouble: str = "", status: int = 200) -> ResponseReturnValue:
    page = render_template(TEMPLATE.format("form"), sheet=sheet, contract=sheet.contract, trouble=trouble)
    return page, status


def _question(sheet: Sheet, setback: str = "", status: int = 200) -> ResponseReturnValue:
    page = render_template(
        TEMPLATE.format("confirmation"),
        sheet=sheet,
        contract=sheet.contract,
        setback=setback,
        outdated=_outdated(sheet),
        staff=staff(),
    )
    return page, status
