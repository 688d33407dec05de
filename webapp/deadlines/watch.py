"""期限の見張り台帳: every promised reminder and alert, and whether it went out (NX-02)."""

from collections import Counter
from datetime import timedelta

from flask import render_template, request
from sqlalchemy.orm import Session

from adapters.holidays import calendar_of
from contracts.roles import Permission
from contracts.watching import MISSED, Fulfilment, next_morning
from database.engine import now_of
from database.queries.watch_ledger import promises_of
from database.queries.watch_own import watch_of
from database.queries.watch_promise import Promise, Span
from webapp.access.staff import require, staff
from webapp.deadlines.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.deadlines import FULFILMENTS, PROMISES

PAST, COMING = timedelta(days=30), timedelta(days=30)
MOST_SHOWN = 200
A_DAY = timedelta(days=1)


@blueprint.get("/deadline-watch")
def deadline_watch() -> str:
    require(Permission.AUDIT)
    chosen = request.args.get("state", "")
    with parts().database.reading() as session:
        found = _promises(session)
        shown = [one for one in found if chosen in {"", one.state.value}]
        now, watch = now_of(session), watch_of(session, staff())
        return render_template(
            "deadlines/watch.html",
            promises=shown[:MOST_SHOWN],
            left_out=max(0, len(shown) - MOST_SHOWN),
            counts=Counter(one.state.value for one in found),
            states=FULFILMENTS,
            kinds=PROMISES,
            chosen=chosen if chosen in set(Fulfilment) else "",
            watch=watch,
            is_standing_still=watch is not None and now - watch.looked_at > A_DAY + MISSED,
            next_at=next_morning(now),
        )


def _promises(session: Session) -> list[Promise]:
    """Return the faults first, then what comes next, then what was, the newest first."""
    now = now_of(session)
    found = promises_of(session, staff(), Span(now - PAST, now + COMING, now), calendar_of)
    faults = [one for one in found if one.state in {Fulfilment.MISSED, Fulfilment.UNDELIVERED}]
    coming = [one for one in found if one.state is Fulfilment.PLANNED]
    past = [one for one in reversed(found) if one not in faults and one not in coming]
    return [*reversed(faults), *coming, *past]
