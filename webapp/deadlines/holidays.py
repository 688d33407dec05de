"""会社の休日: days off beside weekends and public holidays, one by one or pasted from a CSV (UX-06)."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired

from adapters.holidays import public_holidays
from contracts.day_input import day_from
from contracts.life import civil_day
from contracts.roles import Permission
from database.audit import Told, append_audit
from database.drafting.scheduling import company_holidays
from database.engine import now_of
from database.queries.preferences import preferences_of, set_preference
from webapp.access.staff import require, staff
from webapp.deadlines.blueprint import blueprint
from webapp.parts import parts

NAME = "company_holidays"
MOST_DAYS, LONGEST_SPAN, LONGEST_PASTE = 180, 31, 10_000
YEARS_SHOWN = 2
A_DAY = timedelta(days=1)


class HolidayForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    days = TextAreaField(
        _l("加える休日"),
        [DataRequired(_l("休日を入力してください。"))],
        render_kw={"rows": 5, "maxlength": LONGEST_PASTE, "spellcheck": "false"},
    )


class RemovalForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    day = SelectMultipleField(choices=[], validate_choice=False)


class LineUnreadable(ValueError):
    """A line of the paste names no day; the argument is its number."""


@blueprint.get("/company-holidays")
def holidays() -> str:
    require(Permission.CONFIGURE)
    return _page(HolidayForm(None))


@blueprint.post("/company-holidays")
def add_holidays() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    form = HolidayForm()
    typed = _typed(form) if form.validate() else None
    if typed is None:
        return _page(form), 422
    with parts().database.writing() as session:
        held = _held(session)
        if len(held | typed) > MOST_DAYS:
            form.days.errors = [_("休日は%(most)s日までです。過ぎた日を外してください。", most=MOST_DAYS)]
            return _page(form), 422
        _keep(session, held, held | typed)
    new = len(typed - held)
    flash(_("%(count)s日を加えました。", count=new) if new else _("すべて登録済みです。"), "success")
    return redirect(url_for("deadlines.holidays"), 303)


@blueprint.post("/company-holidays/removal")
def remove_holidays() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    chosen = set(RemovalForm().day.data or [])
    with parts().database.writing() as session:
        held = _held(session)
        left = {day for day in held if day.isoformat() not in chosen}
        _keep(session, held, left)
    flash(_("%(count)s日を外しました。", count=len(held) - len(left)), "success")
    return redirect(url_for("deadlines.holidays"), 303)


def _typed(form: HolidayForm) -> set[date] | None:
    try:
        return set(_days_in(form.days.data or ""))
    except LineUnreadable as fault:
        told = _("%(line)s行目を読み取れません。「2026/12/30」のように入力してください。", line=fault.args[0])
        form.days.errors = [told]
        return None


TILDES = str.maketrans("〜～", "~~")


def _days_in(text: str) -> Iterator[date]:
    """Read one day or one span of days a line; further columns of a CSV say what it is called."""
    for number, line in enumerate(text.splitlines(), 1):
        cell = line.replace("，", ",").partition(",")[0].strip().strip('"')
        first, _to, last = cell.translate(TILDES).partition("~")
        if not first:
            continue
        try:
            begin = day_from(first)
            end = day_from(last) if last else begin
        except ValueError:
            raise LineUnreadable(number) from None
        if begin is None or end is None or not 0 <= (end - begin).days <= LONGEST_SPAN:
            raise LineUnreadable(number)
        yield from (begin + ahead * A_DAY for ahead in range((end - begin).days + 1))


def _held(session: Session) -> set[date]:
    return set(company_holidays(preferences_of(session, staff().organization.id)))


def _keep(session: Session, held: set[date], wanted: set[date]) -> None:
    if wanted == held:
        return
    set_preference(session, staff().user, NAME, "\n".join(f"{day:%Y/%m/%d}" for day in sorted(wanted)))
    told = Told("preferences_changed", staff().user.public_id, "", {"names": NAME})
    append_audit(session, staff().organization.id, told, now_of(session))


def _page(form: HolidayForm) -> str:
    with parts().database.reading() as session:
        today = civil_day(now_of(session))
        held = sorted(_held(session))
    return render_template(
        "deadlines/holidays.html",
        form=form,
        days=[day for day in held if day >= today],
        past=[day for day in held if day < today],
        public=public_holidays(today, today + YEARS_SHOWN * 366 * A_DAY),
    )
