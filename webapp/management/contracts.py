"""文書管理: the list of contracts, and the page of one (IM-15, UX-23)."""

from datetime import date, datetime

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contracts.roles import Permission
from contracts.stage import Stage
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.contracts import PAGE_SIZES, Wanted, contract_page, contract_seen_by
from webapp.access.staff import require, staff
from webapp.casefile import case_page
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.dates import civil_day

LONGEST_WORDS = 200
MOST_PAGES = 100_000


@blueprint.get("/contracts")
def contracts() -> str:
    require(Permission.READ_ALL)
    wanted = _wanted()
    with parts().database.reading() as session:
        found = contract_page(session, staff(), wanted)
        return render_template(
            "management/contracts.html",
            found=found,
            wanted=wanted,
            stages=[stage.value for stage in Stage],
            sizes=PAGE_SIZES,
            pages=max(1, -(-found.total // wanted.size)),
            today=civil_day(now_of(session)),
            days_since=days_since,
        )


@blueprint.get("/contracts/<public_id>")
def contract(public_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        found = contract_seen_by(session, staff(), public_id) or abort(404)
        if found.sequence == 0:
            return redirect(url_for("legal.draft", public_id=public_id))
        told = Told("contract_viewed", staff().user.public_id, public_id, {"stage": found.stage})
        append_audit(session, found.organization_id, told, now_of(session))
    return case_page(public_id)


def days_since(moment: datetime, today: date) -> int:
    """Return the days in Japan since `moment`: 0 on the same day."""
    return (today - civil_day(moment)).days


def _wanted() -> Wanted:
    stage = request.args.get("stage", "")
    size = request.args.get("size", PAGE_SIZES[0], type=int)
    return Wanted(
        stage=stage if stage in set(Stage) else "",
        words=request.args.get("q", "").strip()[:LONGEST_WORDS],
        page=min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES),
        size=size if size in PAGE_SIZES else PAGE_SIZES[0],
    )
