"""ダッシュボード: how many contracts stand where, end when, are with whom, and how long they take."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.cycle import Course, Leg, Pace, paces, sent_back_share
from contracts.fiscal_year import fiscal_years
from contracts.life import Life
from contracts.roles import Permission
from contracts.stage import STANDING, Stage
from database.engine import now_of
from database.queries.archive_filters import types_of
from database.queries.courses import Concluded, courses_of
from database.queries.dashboards import by_counterparty, by_life, by_stage, ending_by_month
from webapp.access.staff import policies, require, staff
from webapp.management.blueprint import blueprint
from webapp.management.presets import FISCAL_YEAR_ENDS, end_of_month
from webapp.management.seeking import Query
from webapp.parts import parts
from webapp.texts.dates import civil_day
from webapp.texts.lives import life_label, life_tone
from webapp.texts.stages import stage_label, stage_tone

MONTHS = 12
LEGS: dict[Leg, tuple[LazyString, str]] = {
    Leg.REVIEWING: (_l("受付 → 承認完了"), "ours"),
    Leg.PREPARING: (_l("承認完了（なければ受付）→ 送信"), "ours"),
    Leg.SIGNING: (_l("送信 → 締結"), "theirs"),
    Leg.WHOLE: (_l("受付 → 締結"), "done"),
}
STANDING_STAGES = [stage.value for stage in STANDING]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: `count` makes the bar, `says` stands beside it, `query` opens the list it counts."""

    label: str | LazyString
    count: float
    says: str
    query: Query
    tone: str = "theirs"


@dataclass(frozen=True, slots=True)
class Period:
    code: str
    label: str | LazyString
    first: date
    last: date


@blueprint.get("/dashboards")
def dashboards() -> ResponseReturnValue:
    """Show numbers over everything the person may see; `period` and `type` narrow the times alone."""
    require(Permission.READ)
    with parts().database.reading() as session:
        today = civil_day(now_of(session))
        periods, kinds = list(_periods(today)), types_of(session, staff().organization.id)
        period = next((one for one in periods if one.code == request.args.get("period")), periods[0])
        kind = next((one for one in kinds if one.public_id == request.args.get("type")), None)
        asked = Concluded(period.first, period.last, kind.id if kind else None)
        courses = courses_of(session, staff(), asked)
        query = _concluded(period, kind.public_id if kind else "")
        return render_template(
            "management/dashboards.html",
            stages=_stages(session),
            lives=_lives(session),
            months=_months(session, today),
            companies=_companies(session),
            periods=periods,
            period=period,
            kinds=kinds,
            kind=kind,
            legs=[_leg(pace, query) for pace in paces([course for _month, course in courses])],
            returned=_returned(courses, query),
            concluded=len(courses),
            concluded_query=query,
        )


def _periods(today: date) -> Iterator[Period]:
    this, last = fiscal_years(today, policies().fiscal_month or FISCAL_YEAR_ENDS, 2)
    year_ago = _months_later(today.replace(day=1), 1 - MONTHS)
    yield Period("months", _l("過去12か月"), year_ago, today)
    yield Period("year", _l("今年度"), *this)
    yield Period("last", _l("前年度"), *last)


def _stages(session: Session) -> list[Bar]:
    found = by_stage(session, staff())
    return [
        Bar(stage_label(stage), found[stage], _cases(found[stage]), {"stage": [stage]}, stage_tone(stage))
        for stage in Stage
        if found.get(stage)
    ]


def _lives(session: Session) -> list[Bar]:
    found = by_life(session, staff())
    return [
        Bar(life_label(life), found[life], _cases(found[life]), {"life": life.value}, life_tone(life))
        for life in Life
        if found.get(life)
    ]


def _months(session: Session, today: date) -> list[Bar]:
    """This month and the eleven after it; a month in which nothing ends is shown too."""
    begins = [_months_later(today.replace(day=1), number) for number in range(MONTHS)]
    found = ending_by_month(session, staff(), begins[0], end_of_month(begins[-1]))
    return [
        Bar(
            _("%(year)s年%(month)s月", year=first.year, month=first.month),
            found[first],
            _cases(found[first]),
            {
                "stage": STANDING_STAGES,
                "expires_from": first.isoformat(),
                "expires_to": end_of_month(first).isoformat(),
            },
            "ours",
        )
        for first in begins
    ]


def _companies(session: Session) -> list[Bar]:
    return [
        Bar(one.name, one.count, _cases(one.count), {"stage": STANDING_STAGES, "company": one.key})
        for one in by_counterparty(session, staff())
    ]


def _leg(pace: Pace, query: Query) -> Bar:
    label, tone = LEGS[pace.leg]
    says = _("%(days)s日（%(count)s件）", days=f"{pace.days:.1f}", count=f"{pace.count:,}")
    return Bar(label, pace.days, says if pace.count else _("該当なし"), query, tone)


def _returned(courses: Sequence[tuple[date, Course]], query: Query) -> list[Bar]:
    """How many of a hundred came back, for each month in which something was concluded."""
    found: dict[date, list[Course]] = {}
    for month, course in courses:
        found.setdefault(month, []).append(course)
    return [_came_back(month, of_month, query) for month, of_month in found.items()]


def _came_back(month: date, courses: Sequence[Course], query: Query) -> Bar:
    share, back = sent_back_share(courses), sum(one.sent_back > 0 for one in courses)
    within: Query = {"concluded_from": month.isoformat(), "concluded_to": end_of_month(month).isoformat()}
    return Bar(
        _("%(year)s年%(month)s月", year=month.year, month=month.month),
        share,
        _("%(share)s%%（%(count)s件中%(back)s件）", share=share, count=len(courses), back=back),
        query | within,
        "alert",
    )


def _concluded(period: Period, kind: str) -> Query:
    """Return what opens the list of the contracts that the times are of."""
    spans = {"concluded_from": period.first.isoformat(), "concluded_to": period.last.isoformat()}
    return {"stage": [Stage.CONCLUDED.value], **spans, **({"type": kind} if kind else {})}


def _cases(count: int) -> str:
    return str(_("%(count)s件", count=f"{count:,}"))


def _months_later(first: date, months: int) -> date:
    """Return the first day of the month that is so many months later, or before where negative."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
