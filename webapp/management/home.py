"""ホーム: what waits for this person, and how the office's requests stand (IM-12, IM-13, IM-15)."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.roles import Permission
from contracts.stage import ENDED_UNSIGNED, Stage
from database.engine import now_of
from database.queries.contracts import (
    contracts_awaiting_answer,
    contracts_awaiting_approval,
    counts_by_stage,
)
from database.queries.expiring import expiring_contracts
from database.queries.home import latest_requests, month_began, stages_sent_since
from webapp.access.staff import staff
from webapp.management.blueprint import blueprint
from webapp.parts import parts

COUNTED = (
    Stage.AWAITING_APPROVAL,
    Stage.AWAITING_OWN,
    Stage.AWAITING_OTHER,
    Stage.SENT_BACK,
    Stage.SEALING,
    Stage.CONCLUDED,
)
LATEST = 8
OUTCOMES = (
    (_l("締結済み"), "done", (Stage.CONCLUDED,)),
    (_l("先方確認中・締結処理中"), "theirs", (Stage.AWAITING_OTHER, Stage.SEALING)),
    (_l("自社の対応待ち"), "ours", (Stage.AWAITING_APPROVAL, Stage.AWAITING_OWN, Stage.SENT_BACK)),
    (_l("却下・取り下げ・期限切れ"), "stopped", tuple(ENDED_UNSIGNED)),
)


@dataclass(frozen=True, slots=True)
class Month:
    """今月の送信数 and what has become of them; `parts` (label, tone, count) sum to `total` (CL-40)."""

    began: datetime
    parts: tuple[tuple[str, str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _label, _tone, count in self.parts)


@blueprint.get("/")
def home() -> str:
    with parts().database.reading() as session:
        counts = counts_by_stage(session, staff())
        return render_template(
            "management/home.html",
            counts=[(stage.value, counts.get(stage, 0)) for stage in COUNTED],
            month=_month(session),
            to_approve=contracts_awaiting_approval(session, staff()),
            to_answer=contracts_awaiting_answer(session, staff()),
            expiring=expiring_contracts(session, staff()),
            latest=latest_requests(session, staff(), LATEST),
            may_read=staff().may(Permission.READ_ALL),
        )


def _month(session: Session) -> Month:
    began = month_began(now_of(session))
    sent = stages_sent_since(session, staff(), began)
    return Month(
        began,
        tuple(
            (str(label), tone, sum(sent.get(stage, 0) for stage in stages))
            for label, tone, stages in OUTCOMES
        ),
    )
