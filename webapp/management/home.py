"""ホーム: what waits for this person, and how the office's requests stand (IM-12, IM-13, IM-15)."""

from flask import render_template
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.engine import now_of
from database.queries.expiring import expiring_contracts
from database.queries.home import latest_requests
from database.queries.tasks import tasks_of
from database.queries.unstamped import late_of
from webapp.access.home_cards import home_cards
from webapp.access.key_notice import key_notice
from webapp.access.staff import staff
from webapp.casefile.reminded import reminded_for
from webapp.casefile.tasks import all_lines
from webapp.management.blueprint import blueprint
from webapp.management.figures import expiry_figures, month_figures, stage_figures
from webapp.parts import parts

LATEST = 8
TASKS_SHOWN = 8


@blueprint.get("/")
def home() -> str:
    with parts().database.reading() as session:
        tasks = tasks_of(session, staff(), size=TASKS_SHOWN)
        return render_template(
            "management/home.html",
            **_figures(session),
            tasks=all_lines(tasks)[:TASKS_SHOWN],
            tasks_total=tasks.total,
            expiring=expiring_contracts(session, staff()),
            reminded=reminded_for(session, staff()),
            latest=latest_requests(session, staff(), LATEST),
            may_read=staff().may(Permission.READ),
            may_configure=staff().may(Permission.CONFIGURE),
            key_notice=key_notice(staff(), now_of(session)),
            late=late_of(session, staff()) if staff().may(Permission.READ) else 0,
            **home_cards(session, staff()),
        )


def _figures(session: Session) -> dict[str, object]:
    if not staff().may(Permission.READ):
        return {}
    now = now_of(session)
    return {
        "by_stage": stage_figures(session),
        "month": month_figures(session, now),
        "ending": expiry_figures(session, now),
    }
