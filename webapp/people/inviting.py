"""利用者の招待: an account with a temporary password, which goes by mail (IM-01 to IM-04)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from contracts.accounts import AddressTaken
from contracts.refusals import Refused
from contracts.roles import Permission
from database.account import AccountLetter
from database.users import invite
from webapp.access.staff import by, require
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.people.finding import invitation, post
from webapp.people.forms import UserForm, profile_typed
from webapp.texts.refusals import sentence_for


@blueprint.route("/users/new", methods=["GET", "POST"])
def new_user() -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    form = UserForm()
    if not form.is_submitted():
        return _page(form), 200
    if not form.validate():
        return _page(form), 422
    try:
        letters = _invited(form)
    except Refused as refused:
        field = form.mail if isinstance(refused, AddressTaken) else form.role
        field.errors = [sentence_for(refused)]
        return _page(form), 409
    post(letters)
    flash(_("%(name)sさんを招待しました。仮パスワードをメールで送ります。", name=form.name.data), "success")
    return redirect(url_for("people.users"), 303)


def _invited(form: UserForm) -> list[str]:
    """The same form sent twice invites once."""
    given = invitation(form.key.data)
    with parts().database.writing() as session:
        known = select(AccountLetter.id).where(AccountLetter.public_id == form.key.data)
        if session.scalar(known) is not None:
            return [form.key.data]
        return [invite(session, by(), profile_typed(form), given)]


def _page(form: UserForm) -> str:
    return render_template("people/new_user.html", form=form)
