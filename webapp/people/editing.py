"""One person: what is said of them, and what can be done for them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.accounts import AddressTaken
from contracts.refusals import Refused
from contracts.roles import Permission
from database.queries.sign_on import link_of
from database.queries.users import line_of
from database.users import change_profile
from webapp.access.staff import by, require, staff
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.people.finding import post, user_or_404
from webapp.people.forms import UserForm, profile_of, profile_typed
from webapp.texts.accounts import STATES, TONES
from webapp.texts.refusals import sentence_for


@blueprint.route("/users/<public_id>", methods=["GET", "POST"])
def user(public_id: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    with parts().database.reading() as session:
        held = profile_of(user_or_404(session, public_id))
    form = UserForm(data=held)
    if not form.is_submitted():
        return _page(public_id, form), 200
    if not form.validate():
        return _page(public_id, form), 422
    try:
        with parts().database.writing() as session:
            letters = change_profile(session, by(), user_or_404(session, public_id), profile_typed(form))
    except Refused as refused:
        field = form.mail if isinstance(refused, AddressTaken) else form.role
        field.errors = [sentence_for(refused)]
        return _page(public_id, form), 409
    post(letters)
    flash(_("利用者の情報を保存しました。"), "success")
    return redirect(url_for("people.user", public_id=public_id), 303)


def _page(public_id: str, form: UserForm) -> str:
    with parts().database.reading() as session:
        line = line_of(session, user_or_404(session, public_id))
        is_linked = staff().may(Permission.SET_SIGN_ON) and link_of(session, line.user) is not None
    shown = {"is_self": line.user.id == staff().user.id, "is_linked": is_linked}
    return render_template("people/user.html", form=form, line=line, states=STATES, tones=TONES, **shown)
