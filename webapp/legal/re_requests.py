"""催促が必要な契約: how long each has waited, and many asked again with a result for each row (IM-73)."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.chasing import BulkRequestRow
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.queries.bulk_requests import (
    MOST_ROWS,
    WaitingOrder,
    WaitingWanted,
    confirm_bulk_request,
    last_asked,
    own_bulk_request,
    rows_of,
    start_bulk_request,
    waiting_contracts,
)
from database.queries.contracts import PAGE_SIZES
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile.forms import KeyForm, fresh
from webapp.chasing.bulk import pending_parties
from webapp.chasing.runs import ask_while_patient
from webapp.legal.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.bulk import result_words
from webapp.texts.dates import civil_day, days_since

LAST_PAGE = 100_000
USUAL = WaitingWanted()
ORDERS = {
    WaitingOrder.DUE: _l("期限が近い順"),
    WaitingOrder.ASKED: _l("依頼から長い順"),
    WaitingOrder.OTHERS: _l("相手方の名前順"),
}


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One contract as the list shows it; `days` since the request, None where none is on record."""

    contract: Contract
    pending: list[Party]
    days: int | None
    outcome: str = ""
    result: str = ""


@blueprint.get("/re-requests")
def re_requests() -> ResponseReturnValue:
    require(Permission.SEND)
    with parts().database.reading() as session:
        waiting = waiting_contracts(session, staff(), _wanted())
        lines = _lines(session, [(one, None) for one in waiting.contracts])
    form = fresh(KeyForm, "")
    return render_template(
        "legal/re_request/waiting.html",
        waiting=waiting,
        lines=lines,
        form=form,
        orders=ORDERS,
        sizes=PAGE_SIZES,
    )


def _wanted() -> WaitingWanted:
    """What is no order or no size in the address means the usual one."""
    size, order = request.args.get("size", 0, type=int), request.args.get("order", "")
    return WaitingWanted(
        page=min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE),
        size=size if size in PAGE_SIZES else USUAL.size,
        order=WaitingOrder(order) if order in ORDERS else USUAL.order,
    )


@blueprint.post("/re-requests")
def begin_re_requests() -> ResponseReturnValue:
    """Keep what was ticked, here or in 文書管理 (`contract`, once each), and ask before anything is sent."""
    require(Permission.SEND)
    form, ticked = KeyForm(), request.form.getlist("contract")
    if not form.validate() or not ticked:
        flash(_("再依頼する契約に印を付けてください。"), "warning")
        return redirect(url_for("legal.re_requests"), 303)
    if len(set(ticked)) > MOST_ROWS:
        flash(_("一度に再依頼できるのは%(most)s件までです。", most=MOST_ROWS), "warning")
        return redirect(url_for("legal.re_requests"), 303)
    with parts().database.writing() as session:
        run = start_bulk_request(session, staff(), form.key.data, ticked) or abort(404)
    return redirect(url_for("legal.re_request_run", run_id=run.public_id), 303)


@blueprint.get("/re-requests/<run_id>")
def re_request_run(run_id: str) -> ResponseReturnValue:
    require(Permission.SEND)
    with parts().database.reading() as session:
        run = own_bulk_request(session, staff(), run_id) or abort(404)
        rows = rows_of(session, staff(), run)
        lines = _lines(session, [(row.contract, row) for row in rows])
    done = sum(bool(row.outcome) for row in rows)
    return render_template(
        "legal/re_request/run.html", run=run, lines=lines, done=done, form=fresh(KeyForm, "")
    )


@blueprint.post("/re-requests/<run_id>")
def go_on_with_re_requests(run_id: str) -> ResponseReturnValue:
    """Ask row by row until all are done or the patience is over; pressed again, it goes on."""
    require(Permission.SEND)
    if not KeyForm().validate():
        abort(400)
    with parts().database.writing() as session:
        run = own_bulk_request(session, staff(), run_id) or abort(404)
        confirm_bulk_request(session, staff(), run)
    with parts().database.reading() as session:
        rows = [row for row in rows_of(session, staff(), run) if not row.outcome]
    ask_while_patient(staff(), staff_origin(), run, rows)
    return redirect(url_for("legal.re_request_run", run_id=run_id), 303)


def _lines(session: Session, found: list[tuple[Contract, BulkRequestRow | None]]) -> list[WaitingLine]:
    asked, today = last_asked(session, [contract.id for contract, _row in found]), civil_day(now_of(session))
    return [_line(contract, row, asked.get(contract.id), today) for contract, row in found]


def _line(contract: Contract, row: BulkRequestRow | None, asked: datetime | None, today: date) -> WaitingLine:
    return WaitingLine(
        contract=contract,
        pending=pending_parties(contract),
        days=days_since(asked, today) if asked else None,
        outcome=row.outcome if row else "",
        result=result_words(row.outcome, row.asked, row.code) if row else "",
    )
