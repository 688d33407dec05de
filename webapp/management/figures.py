"""The numbers of the home page; each is counted by the query of the list that it opens (IM-12, AD-25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.stage import ENDED_UNSIGNED, STANDING, Stage
from database.queries.archive import Wanted, conditions_of
from database.queries.archive_filters import Filters
from database.queries.contracts import MOST_COUNTED
from database.queries.home import month_began
from database.queries.paging import counted
from webapp.access.staff import staff
from webapp.management.seeking import Query
from webapp.management.stage_tabs import OURS, codes
from webapp.texts.dates import civil_day
from webapp.texts.stages import stage_label, stage_tone

COUNTED = (
    Stage.AWAITING_APPROVAL,
    Stage.AWAITING_OWN,
    Stage.AWAITING_OTHER,
    Stage.SENT_BACK,
    Stage.AWAITING_CONFIRMATION,
    Stage.SEALING,
    Stage.CONCLUDED,
)
OUTCOMES = (
    (_l("締結済み"), "done", (Stage.CONCLUDED,)),
    (_l("先方確認中・締結処理中"), "theirs", (Stage.AWAITING_OTHER, Stage.SEALING)),
    (_l("自社の対応待ち"), "ours", OURS),
    (_l("却下・取り下げ・期限切れ"), "stopped", tuple(sorted(ENDED_UNSIGNED))),
)
DAYS_AHEAD = (30, 60, 90)


@dataclass(frozen=True, slots=True)
class Figure:
    """One bar: `count` is MOST_COUNTED + 1 for more than are counted out; `query` opens its list."""

    label: str | LazyString
    tone: str
    count: int
    query: Query

    @property
    def is_more(self) -> bool:
        return self.count > MOST_COUNTED


@dataclass(frozen=True, slots=True)
class Month:
    """今月の送信数 and what has become of them; `parts` sum to `total` (CL-40)."""

    began: datetime
    parts: Sequence[Figure]
    query: Query

    @property
    def total(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def is_more(self) -> bool:
        return any(part.is_more for part in self.parts)


def stage_figures(session: Session) -> list[Figure]:
    """署名ステータス."""
    return [
        Figure(
            stage_label(stage),
            stage_tone(stage),
            _count(session, Filters(stages=(stage.value,))),
            {"stage": [stage.value]},
        )
        for stage in COUNTED
    ]


def month_figures(session: Session, now: datetime) -> Month:
    began = month_began(now)
    first = began.date()
    parts = [
        Figure(label, tone, _count(session, _sent(first, stages)), _query(first, stages))
        for label, tone, stages in OUTCOMES
    ]
    return Month(began, parts, {"sent_from": first.isoformat()})


def expiry_figures(session: Session, now: datetime) -> list[Figure]:
    """満了間近: what stands, concluded here or elsewhere, and ends within 30, 60 and 90 days."""
    today = civil_day(now)
    return [_ending(session, today, today + timedelta(days=days), days) for days in DAYS_AHEAD]


def _ending(session: Session, today: date, last: date, days: int) -> Figure:
    standing = tuple(codes(STANDING))
    filters = Filters(stages=standing, expires_from=today, expires_to=last)
    query: Query = {
        "stage": list(standing),
        "expires_from": today.isoformat(),
        "expires_to": last.isoformat(),
    }
    return Figure(_("%(days)s日以内", days=days), "ours", _count(session, filters), query)


def _sent(first: date, stages: tuple[Stage, ...]) -> Filters:
    return Filters(stages=tuple(codes(stages)), sent_from=first)


def _query(first: date, stages: tuple[Stage, ...]) -> Query:
    return {"stage": codes(stages), "sent_from": first.isoformat()}


def _count(session: Session, filters: Filters) -> int:
    return counted(session, conditions_of(staff(), Wanted(filters)))
