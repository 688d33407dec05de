"""期限カレンダー: what falls due in the half year to come, by month, and as a CSV (MK-17, MK-23)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.life import civil_day
from contracts.roles import Permission
from contracts.watching import window
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.coming_deadlines import (
    Deadline,
    DeadlineKind,
    coming_deadlines,
    deadlines_by_month,
)
from webapp.access.staff import require, staff, staff_origin
from webapp.csv_answer import Row, csv_answer, encoding_asked
from webapp.deadlines.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.dates import table_date
from webapp.texts.deadlines import ANSWERS, KINDS
from webapp.texts.names import listed

MONTHS = 6
SHOWN_OF_A_MONTH = 50
NAME = "期限一覧.csv"
LIST_SPANS = {DeadlineKind.NOTICE: "notice", DeadlineKind.ENDS: "expires"}


@dataclass(frozen=True, slots=True)
class Month:
    """`counts` of each kind; `deadlines` are the first of them, from today on."""

    first: date
    last: date
    counts: dict[str, int]
    deadlines: Sequence[Deadline]

    @property
    def is_cut(self) -> bool:
        return sum(self.counts.values()) > len(self.deadlines)


@blueprint.get("/deadlines")
def deadlines() -> str:
    require(Permission.READ)
    kinds = _kinds_asked()
    with parts().database.reading() as session:
        today = civil_day(now_of(session))
        months = [_month(session, span, kinds) for span in _spans(today)]
        return render_template(
            "deadlines/calendar.html",
            months=months,
            today=today,
            kinds=KINDS,
            chosen=kinds[0].value if len(kinds) == 1 else "",
            answers=ANSWERS,
            list_url=_list_url,
            total=sum(sum(one.counts.values()) for one in months),
        )


@blueprint.get("/deadlines/notices")
def notices() -> ResponseReturnValue:
    """Lead to 文書管理 narrowed to the notice deadlines of half a year: the link of the mail (MK-17)."""
    require(Permission.READ)
    try:
        begin = date.fromisoformat(request.args.get("from", ""))
    except ValueError:
        with parts().database.reading() as session:
            begin = civil_day(now_of(session))
    first, last = window(begin, MONTHS)
    return redirect(_list_url(DeadlineKind.NOTICE, first, last))


@blueprint.get("/deadlines.csv")
def sheet() -> ResponseReturnValue:
    require(Permission.READ)
    encoding, kinds = encoding_asked(), _kinds_asked()
    with parts().database.writing() as session:
        today = civil_day(now_of(session))
        found = coming_deadlines(session, staff(), (today, window(today, MONTHS + 1)[1]), kinds)
        rows = list(_rows(found))
        facts: dict[str, str | int] = {"count": len(rows), "address": staff_origin().address}
        told = Told("deadlines_downloaded", staff().user.public_id, "", facts)
        append_audit(session, staff().organization.id, told, now_of(session))
    return csv_answer(NAME, _header(), rows, encoding)


def _kinds_asked() -> list[DeadlineKind]:
    asked = request.args.get("kind", "")
    return [one for one in DeadlineKind if asked in {"", one.value}] or list(DeadlineKind)


def _spans(today: date) -> Iterator[tuple[date, date]]:
    """Yield the rest of this month and the six that follow."""
    first, last = window(today, 1)
    yield today, last
    for ahead in range(1, MONTHS + 1):
        first, last = window(window(today, ahead + 1)[1], 1)
        yield first, last


def _month(session: Session, span: tuple[date, date], kinds: Sequence[DeadlineKind]) -> Month:
    counts = {kind.value: deadlines_by_month(session, staff(), kind, [span])[span[0]] for kind in kinds}
    found = coming_deadlines(session, staff(), span, kinds, SHOWN_OF_A_MONTH)
    return Month(*span, counts, found[:SHOWN_OF_A_MONTH])


def _list_url(kind: str, first: date, last: date) -> str:
    name = LIST_SPANS[DeadlineKind(kind)]
    limits: dict[str, Any] = {f"{name}_from": first.isoformat(), f"{name}_to": last.isoformat()}
    return url_for("management.contracts", **limits)


def _header() -> Row:
    return [
        *(str(_("期日")), str(_("期限の種類")), str(_("契約番号")), str(_("文書名")), str(_("相手方"))),
        *(str(_("契約終了日")), str(_("更新拒絶期限")), str(_("更新の判断")), str(_("担当者")), "URL"),
    ]


def _rows(found: Sequence[Deadline]) -> Iterator[Row]:
    for one in found:
        contract = one.contract
        names = [party.company or party.name for party in contract.parties if not party.own]
        yield [
            table_date(one.day),
            str(KINDS[one.kind][0]),
            contract.number,
            contract.title,
            listed([name for name in names if name]),
            table_date(contract.ends_on) if contract.ends_on else "",
            table_date(contract.notice_by) if contract.notice_by else "",
            str(ANSWERS.get(contract.renewal_answer, "")),
            contract.owner.name,
            url_for("management.contract", public_id=contract.public_id, _external=True),
        ]
