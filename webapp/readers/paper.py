"""One paper, with the reader's own 契約満了日, 契約金額 and memo, which the sender never sees (GM-24)."""

from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import StringField, TextAreaField
from wtforms.validators import Length, StopValidation

from contracts.day_input import day_from
from contracts.ledger import SHARED, withheld_from
from database.changing_metadata import value_in
from database.contract import Contract
from database.filed import certificate_given_by, filed_for
from database.queries.reader_shelf import paper_of
from database.queries.three_days import three_days_of
from database.readers import ReaderPaper
from webapp.parts import parts
from webapp.readers.blueprint import blueprint
from webapp.readers.guard import reader
from webapp.readers.pages import UNPROCESSABLE, go_to, page
from webapp.texts.amount_input import yen_from
from webapp.texts.dates import table_date
from webapp.texts.metadata import item_label, item_shown

LONGEST_NOTE, LONGEST_TYPED = 2_000, 40


class Readable:
    """A validator: what `read` takes without a ValueError; `said` stands beside what it does not take."""

    def __init__(self, read: Callable[[str], object], said: object) -> None:
        self.read, self.said = read, said

    def __call__(self, _form: object, field: Any) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
        try:
            self.read(field.data or "")
        except ValueError:
            raise StopValidation(str(self.said)) from None


IS_DAY = Readable(day_from, _l("日付を「2026/4/1」や「令和8年4月1日」のように入力してください。"))
IS_AMOUNT = Readable(yen_from, _l("金額を「1,200,000」のように円単位の数字で入力してください。"))


class NotesForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    agreed_on = StringField(_l("契約日"), [IS_DAY], render_kw={"maxlength": LONGEST_TYPED})
    ends_on = StringField(_l("契約満了日"), [IS_DAY], render_kw={"maxlength": LONGEST_TYPED})
    amount = StringField(
        _l("契約金額（円）"), [IS_AMOUNT], render_kw={"maxlength": LONGEST_TYPED, "inputmode": "numeric"}
    )
    note = TextAreaField(
        _l("メモ"),
        [Length(max=LONGEST_NOTE, message=_l("2,000文字以内で入力してください。"))],
        render_kw={"rows": 3},
    )


@blueprint.get("/papers/<public_id>")
def paper(public_id: str) -> Response:
    with parts().database.reading() as session:
        found = paper_or_404(session, public_id)
        return _page(session, found, NotesForm(None, data=_written(found)), 200)


@blueprint.post("/papers/<public_id>")
def note_paper(public_id: str) -> Response:
    form = NotesForm()
    is_right = form.validate()
    with parts().database.writing() as session:
        found = paper_or_404(session, public_id)
        if not is_right:
            return _page(session, found, form, UNPROCESSABLE)
        found.agreed_on, found.ends_on = day_from(form.agreed_on.data), day_from(form.ends_on.data)
        found.amount, found.note = yen_from(form.amount.data), form.note.data.replace("\r\n", "\n").strip()
    flash(_("メモを保存しました。"), "success")
    return go_to(url_for("readers.paper", public_id=public_id))


def paper_or_404(session: Session, public_id: str) -> ReaderPaper:
    """Return a paper of the reader's own shelf; any other does not exist (T03)."""
    return paper_of(session, reader().reader, public_id) or abort(404)


def _written(found: ReaderPaper) -> dict[str, str]:
    days = {"agreed_on": found.agreed_on, "ends_on": found.ends_on}
    typed = {name: table_date(day) if day else "" for name, day in days.items()}
    amount = "" if found.amount is None else f"{found.amount:,}"
    return {**typed, "amount": amount, "note": found.note}


def _page(session: Session, found: ReaderPaper, form: NotesForm, status: int) -> Response:
    contract = found.party.contract
    shown = {
        "documents": filed_for(session, found.party),
        "certificate": certificate_given_by(session, contract, "account"),
        "agreed_at": three_days_of(session, contract).agreed_at,
        "shared": _shared(contract),
    }
    return page("paper", status, paper=found, contract=contract, form=form, **shown)


def _shared(contract: Contract) -> list[tuple[str, str]]:
    """Return 書類情報 that the sender shows, by its name; what is empty is left out (MK-01)."""
    items = [one for one in SHARED if one not in withheld_from(contract.withheld)]
    shown = [(item_label(one), item_shown(one, value_in(contract, one))) for one in items]
    return [(label, words) for label, words in shown if words]
