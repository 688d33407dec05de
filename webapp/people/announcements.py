"""お知らせ: written, withdrawn, and put away by each reader alone (CL-41)."""

from datetime import date

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp

from contracts.day_input import day_from
from contracts.life import civil_day
from contracts.roles import Permission
from database.announcement import Announcement
from database.announcements import (
    Words,
    all_announcements,
    announce,
    announcement_in,
    put_away,
    withdraw,
)
from database.engine import now_of
from webapp.access.asking import new_key
from webapp.access.staff import by, require, staff
from webapp.access.tidy import one_line, unix_lines
from webapp.parts import parts
from webapp.people.blueprint import blueprint

LONGEST_TITLE, LONGEST_BODY = 100, 2_000


class AnnouncementForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    title = StringField(
        _l("件名"),
        [DataRequired(_l("件名を入力してください。")), Length(max=LONGEST_TITLE)],
        filters=[one_line],
        render_kw={"maxlength": LONGEST_TITLE},
    )
    body = TextAreaField(
        _l("本文"),
        [Length(max=LONGEST_BODY)],
        filters=[unix_lines],
        render_kw={"rows": 4, "maxlength": LONGEST_BODY},
    )
    from_day = StringField(_l("表示を始める日"), render_kw={"maxlength": 20})
    to_day = StringField(_l("表示を終える日"), render_kw={"maxlength": 20})


@blueprint.route("/announcements", methods=["GET", "POST"])
def announcements() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    form = AnnouncementForm()
    if not form.is_submitted():
        return _page(form), 200
    words = _words(form) if form.validate() else None
    if words is None:
        return _page(form), 422
    with parts().database.writing() as session:
        announce(session, by(), words)
    flash(_("お知らせを出しました。ホームに表示されます。"), "success")
    return redirect(url_for("people.announcements"), 303)


@blueprint.post("/announcements/<public_id>/withdrawal")
def withdraw_announcement(public_id: str) -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    with parts().database.writing() as session:
        withdraw(session, by(), _found(session, public_id))
    flash(_("お知らせを取り下げました。"), "success")
    return redirect(url_for("people.announcements"), 303)


@blueprint.post("/announcements/<public_id>/dismissal")
def put_announcement_away(public_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        put_away(session, staff(), _found(session, public_id))
    return redirect(url_for("management.home"), 303)


def _found(session: Session, public_id: str) -> Announcement:
    return announcement_in(session, staff().organization.id, public_id) or abort(404)


def _words(form: AnnouncementForm) -> Words | None:
    with parts().database.reading() as session:
        today = civil_day(now_of(session))
    first, last = _day(form, "from_day"), _day(form, "to_day")
    if last is not None and last < (first or today):
        form.to_day.errors = [_("表示を始める日以降の日付を入力してください。")]
    if form.errors:
        return None
    return Words(form.key.data, form.title.data, form.body.data, first or today, last)


def _day(form: AnnouncementForm, name: str) -> date | None:
    try:
        return day_from(form[name].data or "")
    except ValueError:
        form[name].errors = [_("日付を「2026/12/30」のように入力してください。")]
        return None


def _page(form: AnnouncementForm) -> str:
    with parts().database.reading() as session:
        told = all_announcements(session, staff().organization.id)
        today = civil_day(now_of(session))
    return render_template("people/announcements.html", form=form, told=told, today=today)
