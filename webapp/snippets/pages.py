"""定型文: the list, one new, one changed, one deleted."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Regexp

from contracts.roles import Permission
from contracts.snippets import LONGEST, Place
from database.snippet import Snippet
from database.snippets import drop_snippet, keep_snippet, snippet_seen_by, snippets_for
from webapp.access.asking import new_key
from webapp.access.staff import require, staff
from webapp.access.tidy import unix_lines
from webapp.parts import parts
from webapp.snippets.blueprint import blueprint
from webapp.texts.snippets import PLACES

KEY = r"[0-9a-f]{32}"


class SnippetForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` becomes the public id of a new one: its form sent twice keeps one."""

    key = HiddenField(default=new_key, validators=[Regexp(KEY)])
    place = RadioField(
        _l("入れる場所"),
        choices=[SelectChoice(place, label) for place, label in PLACES.items()],
        default=Place.HINT.value,
    )
    body = TextAreaField(
        _l("文章"),
        [
            DataRequired(_l("文章を入力してください。")),
            Length(max=LONGEST, message=_l("%(max)d文字以内で入力してください。")),
        ],
        filters=[unix_lines],
        render_kw={"rows": 5, "maxlength": LONGEST},
    )
    shared = BooleanField(_l("組織の全員で使う"))


@blueprint.get("/snippets")
def snippets() -> str:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        found = snippets_for(session, staff())
        return render_template(
            "snippets/list.html", snippets=found, places=PLACES, may_share=_may_share(), may_change=may_change
        )


@blueprint.route("/snippets/new", methods=["GET", "POST"])
def new_snippet() -> ResponseReturnValue:
    require(Permission.DRAFT)
    form = SnippetForm()
    if not form.is_submitted():
        return _page(form, None), 200
    if not form.validate():
        return _page(form, None), 422
    with parts().database.writing() as session:
        known = snippet_seen_by(session, staff(), form.key.data)
        if known is not None and not may_change(known):
            abort(404)
        _keep(session, known or Snippet(public_id=form.key.data), form)
    return _done(_("定型文を保存しました。"))


@blueprint.route("/snippets/<public_id>", methods=["GET", "POST"])
def snippet(public_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        held = _own_or_404(session, public_id)
    form = SnippetForm(data={"place": held.place, "body": held.body, "shared": held.owner_id is None})
    if not form.is_submitted():
        return _page(form, held), 200
    if not form.validate():
        return _page(form, held), 422
    with parts().database.writing() as session:
        _keep(session, _own_or_404(session, public_id), form)
    return _done(_("定型文を保存しました。"))


@blueprint.get("/snippets/<public_id>/deletion")
def deletion(public_id: str) -> str:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        held = _own_or_404(session, public_id)
    return render_template(
        "base/confirm.html",
        title=_("定型文を削除しますか"),
        object_name=held.body,
        consequence=_("すでに入力したヒントやコメントは変わりません。"),
        action_url=url_for("snippets.delete", public_id=public_id),
        action_label=_("定型文を削除"),
        back_url=url_for("snippets.snippet", public_id=public_id),
    )


@blueprint.post("/snippets/<public_id>/deletion")
def delete(public_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    with parts().database.writing() as session:
        drop_snippet(session, staff().user, _own_or_404(session, public_id))
    return _done(_("定型文を削除しました。"))


def may_change(held: Snippet) -> bool:
    """Everybody changes their own; what all share is changed by who writes the organisation's texts."""
    return held.owner_id is not None or _may_share()


def _may_share() -> bool:
    return staff().may(Permission.WRITE_TEXTS)


def _own_or_404(session: Session, public_id: str) -> Snippet:
    held = snippet_seen_by(session, staff(), public_id)
    return held if held is not None and may_change(held) else abort(404)


def _keep(session: Session, held: Snippet, form: SnippetForm) -> None:
    words = (Place(form.place.data), form.body.data, form.shared.data and _may_share())
    keep_snippet(session, staff().user, held, words)


def _page(form: SnippetForm, held: Snippet | None) -> str:
    return render_template("snippets/edit.html", form=form, held=held, may_share=_may_share())


def _done(sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("snippets.snippets"), 303)
