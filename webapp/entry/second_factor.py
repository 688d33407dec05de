"""二段階認証 at the sign-in: five wrong codes lock it, counted before they are compared (GM-35, T15)."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from adapters.secrets import token_digest
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import User
from database.staff_factor import StaffChallenge
from database.staff_factors import challenged_by
from webapp.access.totp import CodeForm, proves
from webapp.entry.blueprint import blueprint
from webapp.entry.sign_in import CHALLENGE_COOKIE, opened
from webapp.parts import parts
from webapp.shell import clear_cookie, own_path
from webapp.shell.cookies import cookie_name
from webapp.shell.languages import read_by


@blueprint.get("/sign-in/second-factor")
def second_factor() -> ResponseReturnValue:
    if _challenged() is None:
        return _back()
    return _page(CodeForm(), 200)


@blueprint.post("/sign-in/second-factor")
def enter_second_factor() -> ResponseReturnValue:
    found = _challenged()
    if found is None:
        return _back()
    challenge, user = found
    form = CodeForm()
    if not form.validate():
        return _page(form, 422)
    if not proves(user, form.code.data):
        _tell_failure(user)
        form.code.errors = [_("数字が違うか、使用済みです。5回続けて間違えると、15分間ログインできません。")]
        return _page(form, 422)
    return _passed(challenge, user)


def _passed(challenge: StaffChallenge, user: User) -> Response:
    with parts().database.writing() as rows:
        row = rows.get_one(StaffChallenge, challenge.id)
        if row.ended_at is not None:
            return _back()
        row.ended_at = now_of(rows)
    target = own_path(request.values.get("next"), url_for("management.home"))
    response = make_response(opened(user, target, challenge.came_by))
    clear_cookie(response, CHALLENGE_COOKIE)
    return response


def _challenged() -> tuple[StaffChallenge, User] | None:
    value = request.cookies.get(cookie_name(CHALLENGE_COOKIE), "")
    with parts().database.reading() as rows:
        found = challenged_by(rows, token_digest(value)) if value else None
    if found is not None:
        read_by(found[1].language)
    return found


def _tell_failure(user: User) -> None:
    facts: dict[str, str | int] = {"address": request.remote_addr or ""}
    with parts().database.writing() as rows:
        told = Told("staff_factor_failed", "", user.public_id, facts)
        append_audit(rows, user.organization_id, told, now_of(rows))


def _back() -> Response:
    return make_response(redirect(url_for("entry.sign_in"), 303))


def _page(form: CodeForm, status: int) -> ResponseReturnValue:
    return render_template("entry/second_factor.html", form=form, next=request.values.get("next", "")), status
