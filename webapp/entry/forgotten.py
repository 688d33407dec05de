"""パスワードをお忘れの場合: the same answer for every address, known or not (IM-06, T18)."""

import re

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from adapters.keys import KeyPurpose
from adapters.secrets import LinkMaker
from contracts.messages import NoticeKind, NoticeRequest
from database.queries.resets import Forgotten, ask_reset, asks_too_often
from webapp.access.asking import new_key
from webapp.entry.blueprint import blueprint
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet

LONGEST_ADDRESS = 320
KEY = re.compile(r"[0-9a-f]{32}")
SEE_OTHER, TOO_MANY, UNAVAILABLE = 303, 429, 503


class ForgottenForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    key = HiddenField(default=new_key)
    mail = StringField(
        _l("メールアドレス"),
        [
            InputRequired(_l("メールアドレスを入力してください。")),
            Length(max=LONGEST_ADDRESS, message=_l("メールアドレスは320文字以内で入力してください。")),
        ],
    )


@blueprint.get("/password/reset")
def forgotten() -> ResponseReturnValue:
    return _page(ForgottenForm(), 200)


@blueprint.post("/password/reset")
def forget() -> ResponseReturnValue:
    form = ForgottenForm()
    if not KEY.fullmatch(form.key.data or ""):
        form.key.data = new_key()
    if not form.validate():
        return _page(form, 422)
    if not _filed(form):
        form.form_errors.append(
            _("短い時間に多くのご依頼がありました。1時間ほど待ってから、もう一度お試しください。")
        )
        return _page(form, TOO_MANY)
    try:
        parts().engine.notify(NoticeRequest(NoticeKind.PASSWORD_RESET, form.key.data))
    except (EngineUnavailable, NotKnownYet):
        form.form_errors.append(
            _(
                "メールを送る仕組みが応答していません。1分ほど待ってから、もう一度「再設定のご案内を送る」を押してください。"
            )
        )
        return _page(form, UNAVAILABLE)
    return redirect(url_for("entry.reset_asked"), SEE_OTHER)


@blueprint.get("/password/reset/sent")
def reset_asked() -> str:
    return render_template("entry/reset_asked.html")


def _filed(form: ForgottenForm) -> bool:
    """File the request unless too many came from where it comes from; the same key is filed once."""
    settings, asked_from = parts().settings, (request.remote_addr or "")[:64]
    links = LinkMaker(parts().keys.derived(KeyPurpose.LINKS), settings.base_url)
    with parts().database.writing() as rows:
        if asks_too_often(rows, asked_from):
            return False
        ask_reset(rows, Forgotten(form.key.data, form.mail.data, asked_from, links.mint()))
    return True


def _page(form: ForgottenForm, status: int) -> ResponseReturnValue:
    return render_template("entry/forgotten.html", form=form), status
