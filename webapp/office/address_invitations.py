"""届出のお願い: a mail with the link of the organisation's form (GM-05)."""

import re

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from contracts.languages import LANGUAGES, language_or_source
from contracts.messages import NoticeKind, NoticeRequest
from contracts.roles import Permission
from database.filed_addresses import Invited, invite_to_file
from webapp.access.asking import new_key
from webapp.access.staff import require, staff
from webapp.office.address_forms import InvitationForm
from webapp.office.blueprint import blueprint
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet

KEY = re.compile(r"[0-9a-f]{32}")
UNPROCESSABLE, UNAVAILABLE = 422, 503


@blueprint.get("/filed-addresses/invitation")
def address_invitation() -> ResponseReturnValue:
    require(Permission.SEND)
    return _page(InvitationForm(), 200)


@blueprint.post("/filed-addresses/invitation")
def invite_to_file_address() -> ResponseReturnValue:
    require(Permission.SEND)
    form = InvitationForm()
    form.language.choices = _languages()
    if not KEY.fullmatch(form.key.data or ""):
        form.key.data = new_key()
    if not form.validate():
        return _page(form, UNPROCESSABLE)
    invited = Invited(
        form.key.data,
        form.company.data,
        form.name.data,
        form.mail.data,
        language_or_source(form.language.data),
    )
    with parts().database.writing() as session:
        invite_to_file(session, staff().user, invited)
    try:
        parts().engine.notify(NoticeRequest(NoticeKind.ADDRESS_INVITED, invited.key))
    except (EngineUnavailable, NotKnownYet):
        form.form_errors.append(
            _("メールを送る仕組みが応答していません。1分ほど待ってから、もう一度「送る」を押してください。")
        )
        return _page(form, UNAVAILABLE)
    flash(_("%(mail)s に届出のお願いを送りました。", mail=invited.mail), "success")
    return redirect(url_for("office.filed_addresses"), 303)


def _languages() -> list[SelectChoice]:
    return [SelectChoice(code, name) for code, name in LANGUAGES.items()]


def _page(form: InvitationForm, status: int) -> ResponseReturnValue:
    form.language.choices = _languages()
    return render_template("addresses/invitation.html", form=form), status
