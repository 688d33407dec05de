"""利用停止と再開: what was for a person goes to others before nothing reaches them any more (NX-09, T07)."""

from collections.abc import Callable, Sequence
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import HiddenField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from contracts.refusals import Refused
from contracts.roles import Permission
from database.handing_on import Successors, burden_of, hand_on
from database.people import User
from database.queries.absences import untold_absences
from database.queries.colleagues import as_staff, colleagues_of
from database.users import disable, enable, invite_again
from webapp.access.asking import asked, new_key
from webapp.access.staff import by, require, staff
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.people.finding import invitation, post, user_or_404
from webapp.texts.refusals import sentence_for

TASKS = {"contracts": Permission.SEND, "approvals": Permission.APPROVE, "reviews": Permission.REVIEW}
UNNAMED = _l("引き継ぐ方を選んでください。")


class DepartureForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    contracts = SelectField(_l("契約・下書き・今後のお知らせを引き継ぐ方"), [InputRequired(UNNAMED)])
    approvals = SelectField(_l("承認を引き継ぐ方"))
    reviews = SelectField(_l("審査依頼を引き継ぐ方"), [InputRequired(UNNAMED)])


class ReturnForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    key = HiddenField(default=new_key)


@blueprint.get("/users/<public_id>/departure")
def departure(public_id: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    return _page(public_id)


@blueprint.post("/users/<public_id>/departure")
def leave(public_id: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    try:
        with parts().database.writing() as session:
            user = user_or_404(session, public_id)
            form = _form(session, user)
            if not form.validate():
                return _page(public_id, form, 422)
            if user.disabled_at is None:
                disable(session, by(), user)
                hand_on(session, by(), user, _chosen(session, form))
    except Refused as refused:
        return _page(public_id, status=409, sentence=sentence_for(refused))
    _pass_over()
    flash(_("%(name)sさんの利用を停止しました。", name=user.name), "success")
    return redirect(url_for("people.user", public_id=public_id), 303)


@blueprint.get("/users/<public_id>/return")
def returning(public_id: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    with parts().database.reading() as session:
        user = user_or_404(session, public_id)
    return render_template("people/return.html", user=user, form=ReturnForm(None))


@blueprint.post("/users/<public_id>/return")
def return_(public_id: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    return _given(public_id, enable, _("利用を再開しました。新しい仮パスワードをメールで送ります。"))


@blueprint.post("/users/<public_id>/invitation")
def invitation_again(public_id: str) -> ResponseReturnValue:
    """仮パスワードの再送: the one before stops to work."""
    require(Permission.MANAGE_USERS)
    return _given(public_id, invite_again, _("新しい仮パスワードをメールで送ります。"))


def _given(public_id: str, act: Callable[..., str], words: str) -> ResponseReturnValue:
    given = invitation(new_key())
    try:
        with parts().database.writing() as session:
            letters = [act(session, by(), user_or_404(session, public_id), given)]
    except Refused as refused:
        flash(sentence_for(refused), "error")
    else:
        post(letters)
        flash(words, "success")
    return redirect(url_for("people.user", public_id=public_id), 303)


def _form(session: Session, user: User) -> DepartureForm:
    form = DepartureForm(None if request.method == "GET" else request.form)
    burden = burden_of(session, user)
    needed = {"contracts": burden.contracts, "approvals": burden.deciding, "reviews": burden.reviews}
    others = [one for one in colleagues_of(session, user.organization_id) if one.id != user.id]
    for name, permission in TASKS.items():
        if needed[name]:
            able = [one for one in others if as_staff(session, one).may(permission)]
            form[name].choices = _choices(able, may_skip=name == "approvals")
        else:
            del form[name]
    return form


def _choices(people: Sequence[User], *, may_skip: bool) -> list[SelectChoice]:
    skipped = _("引き継がない（ほかの承認者に任せる）") if may_skip else _("選択してください")
    named = [_("%(name)s（%(mail)s）", name=one.name, mail=one.mail) for one in people]
    heirs = [SelectChoice(one.public_id, words) for one, words in zip(people, named, strict=True)]
    return [SelectChoice("", skipped), *heirs]


def _chosen(session: Session, form: DepartureForm) -> Successors:
    picked = {name: form[name].data for name in TASKS if name in form and form[name].data}
    return Successors(**{name: user_or_404(session, public_id) for name, public_id in picked.items()})


def _pass_over() -> None:
    """Contracts that waited for this approval go on with the others; what fails is told at the daily look."""
    with parts().database.reading() as session:
        absences = list(untold_absences(session))
    for contract, act in absences:
        asked(partial(parts().engine.ask, contract, act))


def _page(
    public_id: str, form: DepartureForm | None = None, status: int = 200, sentence: str = ""
) -> ResponseReturnValue:
    with parts().database.reading() as session:
        user = user_or_404(session, public_id)
        burden = burden_of(session, user)
        shown = form or _form(session, user)
    words = {"user": user, "burden": burden, "form": shown, "sentence": sentence}
    return render_template("people/departure.html", **words, is_self=user.id == staff().user.id), status
