"""Asking for a mailed link by an address: the same answer for every address, known or not (IM-06, T18)."""

import re
from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from adapters.keys import KeyPurpose
from adapters.secrets import LinkMaker
from contracts.messages import NoticeKind, NoticeRequest
from webapp.access.asking import new_key
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet

LONGEST_ADDRESS = 320
KEY = re.compile(r"[0-9a-f]{32}")
SEE_OTHER, UNPROCESSABLE, TOO_MANY, UNAVAILABLE = 303, 422, 429, 503


class LinkForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    key = HiddenField(default=new_key)
    mail = StringField(
        _l("メールアドレス"),
        [
            InputRequired(_l("メールアドレスを入力してください。")),
            Length(max=LONGEST_ADDRESS, message=_l("メールアドレスは320文字以内で入力してください。")),
        ],
    )


def link_maker() -> LinkMaker:
    return LinkMaker(parts().keys.derived(KeyPurpose.LINKS), parts().settings.base_url)


def ask_for_link(form: LinkForm, file: Callable[[LinkForm], bool], kind: NoticeKind) -> int:
    """File the request, have its mail sent, and return the answer's status; what is wrong is in the form.

    `file` returns False when too many came from where it comes from; the same key is to be filed once.
    """
    if not KEY.fullmatch(form.key.data or ""):
        form.key.data = new_key()
    if not form.validate():
        return UNPROCESSABLE
    if not file(form):
        sentence = _("短い時間に多くのご依頼がありました。1時間ほど待ってから、もう一度お試しください。")
        form.form_errors.append(sentence)
        return TOO_MANY
    try:
        parts().engine.notify(NoticeRequest(kind, form.key.data))
    except (EngineUnavailable, NotKnownYet):
        sentence = _(
            "メールを送る仕組みが応答していません。1分ほど待ってから、もう一度ボタンを押してください。"
        )
        form.form_errors.append(sentence)
        return UNAVAILABLE
    return SEE_OTHER
