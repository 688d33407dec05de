"""自分の二段階認証: an authenticator registered with its first code, and codes to recover (GM-35)."""

import uuid
from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from adapters.second_factors import enrolment_address, enrolment_picture, time_step
from contracts.one_time_codes import as_typed
from contracts.refusals import Refused
from contracts.roles import Permission
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import User
from database.staff_factors import (
    Enrolment,
    codes_left,
    enrol,
    factor_of,
    new_codes,
    release_factor,
    times_enrolled,
    withdraw_factor,
)
from webapp.access.staff import by, policies, require, staff
from webapp.access.totp import CodeForm, in_groups, maker, proves
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.people.finding import post, user_or_404
from webapp.texts.refusals import sentence_for


@blueprint.get("/own-settings/second-factor")
def second_factor() -> ResponseReturnValue:
    return _page(CodeForm(None), 200)


@blueprint.post("/own-settings/second-factor")
def enrol_factor() -> ResponseReturnValue:
    """Register with the first code; while a factor stands it is withdrawn by its own pages alone."""
    form = CodeForm()
    if not form.validate():
        return _page(form, 422)
    with parts().database.writing() as session:
        user = session.get_one(User, staff().user.id)
        if factor_of(session, user) is not None:
            return redirect(url_for("people.second_factor"), 303)
        secret = _proposed(times_enrolled(session, user))
        step = time_step(secret, as_typed(form.code.data), now_of(session))
        codes = _enrolled(session, user, secret, step) if step is not None else []
    if not codes:
        form.code.errors = [_("数字が違います。次に表示される数字を入力してください。")]
        return _page(form, 422)
    return _codes(codes)


@blueprint.post("/own-settings/second-factor/codes")
def renew_codes() -> ResponseReturnValue:
    form = CodeForm()
    if not _is_proved(form):
        return _page(form, 422)
    with parts().database.writing() as session:
        user = session.get_one(User, staff().user.id)
        codes = new_codes(session, user)
        _tell(session, user, "recovery_codes_renewed")
    return _codes(codes)


@blueprint.post("/own-settings/second-factor/withdrawal")
def withdraw_own() -> ResponseReturnValue:
    form = CodeForm()
    if policies().needs_second_factor:
        abort(404)
    if not _is_proved(form):
        return _page(form, 422)
    with parts().database.writing() as session:
        user = session.get_one(User, staff().user.id)
        if withdraw_factor(session, user):
            _tell(session, user, "staff_factor_withdrawn")
    flash(_("二段階認証の登録を解除しました。"), "success")
    return redirect(url_for("people.second_factor"), 303)


@blueprint.get("/users/<public_id>/second-factor")
def factor_release(public_id: str) -> str:
    require(Permission.MANAGE_USERS)
    with parts().database.reading() as session:
        user = user_or_404(session, public_id)
    return render_template(
        "base/confirm.html",
        title=_("二段階認証を解除しますか"),
        object_name=f"{user.name}（{user.mail}）",
        consequence=_(
            "次のログインは、パスワードだけになります。ご本人であることを電話などで確かめてから解除してください。ご本人にメールで知らせ、操作ログに残します。"
        ),
        action_url=url_for("people.release", public_id=public_id),
        action_label=_("二段階認証を解除する"),
        back_url=url_for("people.user", public_id=public_id),
    )


@blueprint.post("/users/<public_id>/second-factor")
def release(public_id: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    try:
        with parts().database.writing() as session:
            letter = release_factor(session, by(), user_or_404(session, public_id))
    except Refused as refused:
        flash(sentence_for(refused), "error")
    else:
        post([letter] if letter else [])
        flash(_("二段階認証を解除し、ご本人にメールで知らせます。"), "success")
    return redirect(url_for("people.user", public_id=public_id), 303)


def _enrolled(session: Session, user: User, secret: str, step: int) -> Sequence[str]:
    public_id = str(uuid.uuid4())
    codes = enrol(session, user, Enrolment(public_id, maker().sealed(secret, public_id), step))
    _tell(session, user, "staff_factor_enrolled")
    return codes


def _is_proved(form: CodeForm) -> bool:
    """Whoever finds a session open changes nothing without the factor itself."""
    if not form.validate():
        return False
    if proves(staff().user, form.code.data):
        return True
    form.code.errors = [_("数字が違うか、使用済みです。次に表示される数字を入力してください。")]
    return False


def _tell(session: Session, user: User, code: str) -> None:
    told = Told(code, user.public_id, user.public_id, {"address": by().address})
    append_audit(session, user.organization_id, told, now_of(session))


def _proposed(times: int) -> str:
    return maker().proposed(f"staff|{staff().user.public_id}|{staff().session}", times)


def _codes(codes: Sequence[str]) -> ResponseReturnValue:
    """Shown this once, and kept by no browser."""
    return render_template("people/recovery_codes.html", codes=codes), 200


def _page(form: CodeForm, status: int) -> ResponseReturnValue:
    user = staff().user
    with parts().database.reading() as session:
        factor, left = factor_of(session, user), codes_left(session, user)
        secret = "" if factor else _proposed(times_enrolled(session, user))
    address = enrolment_address(secret, user.mail, staff().organization.name) if secret else ""
    shown = {
        "form": form,
        "factor": factor,
        "left": left,
        "address": address,
        "picture": enrolment_picture(address) if address else "",
        "groups": in_groups(secret),
        "needed": policies().needs_second_factor,
    }
    return render_template("people/second_factor.html", **shown), status
