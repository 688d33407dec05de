"""パスワードの変更: forced at the first sign-in; the temporary password ends with it (IM-07)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from adapters.passwords import hash_password, password_matches
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import User
from database.queries.people import count_login
from database.sessions import Staff, end_staff_sessions
from webapp.access.passwords import PasswordForm, is_strong
from webapp.access.staff import policies, signed_in
from webapp.entry.blueprint import blueprint
from webapp.entry.sign_in import opened
from webapp.parts import parts


@blueprint.route("/password", methods=["GET", "POST"])
def change_password() -> ResponseReturnValue:
    staff = signed_in()
    if staff is None:
        return redirect(url_for("entry.sign_in", next=url_for("entry.change_password")))
    form = PasswordForm()
    if staff.user.must_change_password and not staff.came_by:
        del form.current
    if request.method == "GET":
        return _page(form, staff, 200)
    if not form.validate() or not _acceptable(form, staff.user):
        return _page(form, staff, 422)
    _change(staff, form.new.data)
    response = opened(staff.user, url_for("management.home"), staff.came_by)
    flash(_("パスワードを変更しました。"), "success")
    return response


def _acceptable(form: PasswordForm, user: User) -> bool:
    """Add what is wrong beside its field and return whether nothing is."""
    if "current" in form and not _current_matches(user, form.current.data):
        form.current.errors = [_("現在のパスワードが正しくありません。")]
    if is_strong(form, policies().shortest_password) and password_matches(user.password_hash, form.new.data):
        form.new.errors = [_("いまのパスワードとは別のものを入力してください。")]
    return not form.errors


def _current_matches(user: User, typed: str) -> bool:
    """A stolen session gets no more tries than a stranger at the door."""
    with parts().database.writing() as rows:
        counted = count_login(rows.get_one(User, user.id), now_of(rows))
    return password_matches(user.password_hash if counted else None, typed)


def _change(staff: Staff, password: str) -> None:
    hashed = hash_password(password)
    with parts().database.writing() as rows:
        user = rows.get_one(User, staff.user.id)
        user.password_hash, user.must_change_password = hashed, False
        end_staff_sessions(rows, user)
        facts: dict[str, str | int] = {"address": request.remote_addr or ""}
        told = Told("password_changed", user.public_id, user.public_id, facts)
        append_audit(rows, user.organization_id, told, now_of(rows))


def _page(form: PasswordForm, staff: Staff, status: int) -> ResponseReturnValue:
    forced = staff.user.must_change_password
    return render_template("entry/password.html", form=form, forced=forced, mail=staff.user.mail), status
