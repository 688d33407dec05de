"""フラグ: put on a contract with a note, and taken off again (MK-11)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from contracts.ledger import LONGEST_FLAG
from contracts.roles import Permission
from database.flags import flag_of, put_flag, take_flag_off
from webapp.access.address_parts import stripped
from webapp.access.asking import new_key
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import by, require
from webapp.casefile.forms import KeyForm
from webapp.management.blueprint import blueprint
from webapp.parts import parts


def one_line_break(text: str | None) -> str:
    """A browser sends two characters for a line break: they are not counted against the person."""
    return stripped((text or "").replace("\r\n", "\n")) or ""


class FlagForm(KeyForm):
    note = TextAreaField(
        _l("メモ"),
        [
            DataRequired(_l("フラグのメモを入力してください。")),
            Length(max=LONGEST_FLAG, message=_l("%(max)d文字以内で入力してください。")),
        ],
        filters=[one_line_break],
        render_kw={"maxlength": LONGEST_FLAG, "rows": 4},
    )


@blueprint.get("/contracts/<public_id>/flag")
def flag(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        now = flag_of(session, contract)
        form = FlagForm(None, data={"key": new_key(), "note": now.note if now else ""})
        return render_template("management/ledger/flag.html", contract=contract, form=form, flag=now), 200


@blueprint.post("/contracts/<public_id>/flag")
def save_flag(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    form = FlagForm()
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        if not form.validate():
            now = flag_of(session, contract)
            page = render_template("management/ledger/flag.html", contract=contract, form=form, flag=now)
            return page, 422
        put_flag(session, by(), contract, form.note.data)
    flash(_("フラグを付けました。"), "success")
    return redirect(url_for("management.contract", public_id=public_id, _anchor="metadata"), 303)


@blueprint.post("/contracts/<public_id>/flag/removal")
def remove_flag(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.writing() as session:
        take_flag_off(session, by(), sent_contract_or_404(session, public_id))
    flash(_("フラグを外しました。"), "success")
    return redirect(url_for("management.contract", public_id=public_id, _anchor="metadata"), 303)
