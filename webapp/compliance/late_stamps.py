"""タイムスタンプの期限: from 授受 to the timestamp in business days, and what came late (LW-28)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import islice

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from adapters.holidays import calendar_of
from contracts.life import civil_day
from contracts.sending_hours import SATURDAY
from contracts.stamp_term import IsBusinessDay, StampTerm, business_days_taken, last_day_to_stamp
from contracts.tax_keeping import KeptAs
from database.drafting.scheduling import company_holidays
from database.queries.preferences import preferences_of
from database.queries.stamp_terms import Stamping, stampings
from webapp.access.staff import policies, staff
from webapp.compliance.blueprint import blueprint
from webapp.compliance.exporting import as_csv, tell_export
from webapp.compliance.tax_period import Asked, period_asked
from webapp.csv_answer import Row
from webapp.parts import parts
from webapp.texts.dates import iso_jst
from webapp.texts.names import listed
from webapp.texts.tax_keeping import kept_label

MOST, MOST_SHOWN = 20_000, 500


class Timing(StrEnum):
    """How a record stands to its last day."""

    LATE = "late"
    MISSING_LATE = "missing_late"
    MISSING = "missing"
    UNKNOWN = "unknown"
    IN_TIME = "in_time"


TIMINGS = {
    Timing.LATE: _l("期限後に付与"),
    Timing.MISSING_LATE: _l("未付与（期限切れ）"),
    Timing.MISSING: _l("未付与（期限前）"),
    Timing.UNKNOWN: _l("授受日が未入力"),
    Timing.IN_TIME: _l("期限内"),
}
TO_BE_SEEN = frozenset(Timing) - {Timing.IN_TIME}


@dataclass(frozen=True, slots=True)
class Line:
    """`taken` are the business days from 授受 to the stamp, or to today where there is none."""

    stamping: Stamping
    timing: Timing
    last_day: date | None
    taken: int | None


@blueprint.get("/late-stamps")
def late_stamps() -> ResponseReturnValue:
    asked = period_asked()
    found = list(islice(_lines(asked), MOST + 1)) if not asked.days.faults else []
    lines = found[:MOST]
    counts = Counter(line.timing for line in lines)
    seen = [line for line in lines if line.timing in TO_BE_SEEN]
    page = render_template(
        "compliance/late_stamps.html",
        asked=asked,
        term=_term(),
        lines=seen[:MOST_SHOWN],
        left=max(len(seen) - MOST_SHOWN, 0),
        counts=[(TIMINGS[one], counts[one]) for one in Timing],
        timings=TIMINGS,
        keepings=[KeptAs.ELECTRONIC.value, KeptAs.SCAN.value],
        is_cut=len(found) > MOST,
        most=MOST,
    )
    return page, 422 if asked.days.faults else 200


@blueprint.get("/late-stamps.csv")
def late_stamps_csv() -> ResponseReturnValue:
    """Answer with every record of the period, also those in time."""
    asked = period_asked()
    return as_csv(
        _("タイムスタンプの期限.csv"),
        _header(),
        lambda: map(_row, _lines(asked)),
        lambda encoding: tell_export(
            "tax_report_exported", "", report="late_stamps", **asked.spelled, encoding=encoding.value
        ),
    )


def _lines(asked: Asked) -> Iterator[Line]:
    with parts().database.reading() as session:
        own = company_holidays(preferences_of(session, staff().organization.id))
        is_open, term = _business_days(own), _term()
        period = (asked.first, asked.last)
        for one in stampings(session, staff(), period, asked.kept_as):
            yield _line(one, term, is_open, asked.today)


def _line(one: Stamping, term: StampTerm, is_open: IsBusinessDay, today: date) -> Line:
    if one.given_on is None:
        return Line(one, Timing.UNKNOWN, None, None)
    last = last_day_to_stamp(one.given_on, term, is_open)
    stamped_on = civil_day(one.stamped_at) if one.stamped_at else None
    is_late = (stamped_on or today) > last
    if stamped_on is None:
        timing = Timing.MISSING_LATE if is_late else Timing.MISSING
    else:
        timing = Timing.LATE if is_late else Timing.IN_TIME
    return Line(one, timing, last, business_days_taken(one.given_on, stamped_on or today, is_open))


def _business_days(company: Iterable[date]) -> IsBusinessDay:
    """The same days are asked about again and again, and the law of holidays is slow to ask."""
    is_off = calendar_of(company)
    return cache(lambda day: day.weekday() < SATURDAY and not is_off(day))


def _term() -> StampTerm:
    return StampTerm(policies().stamp_days, policies().stamp_months)


def _header() -> Row:
    return (
        _("結果"),
        _("文書名"),
        _("契約番号"),
        _("相手方"),
        _("保存区分"),
        _("授受日"),
        _("期限"),
        _("タイムスタンプ日時"),
        _("営業日数"),
        _("時刻認証局"),
        _("認定タイムスタンプ"),
        _("文書ID"),
    )


def _row(line: Line) -> Row:
    one = line.stamping
    names = [party.company or party.name for party in one.contract.parties if not party.own]
    return (
        str(TIMINGS[line.timing]),
        one.contract.title,
        one.contract.number,
        listed([name for name in names if name]),
        str(kept_label(one.contract.kept_as)),
        one.given_on.isoformat() if one.given_on else "",
        line.last_day.isoformat() if line.last_day else "",
        iso_jst(one.stamped_at) if one.stamped_at else "",
        line.taken,
        one.authority,
        _("はい") if one.accredited else _("いいえ"),
        one.contract.public_id,
    )
