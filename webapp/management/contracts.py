"""文書管理: the archive, and the page of one contract (IM-15, UX-23)."""

from datetime import date, datetime

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from contracts.roles import Permission
from contracts.stage import Stage
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.archive import ContractPage, Order, contract_page
from database.queries.contracts import PAGE_SIZES, contract_seen_by
from webapp.access.staff import require, staff, staff_origin
from webapp.archive import with_words
from webapp.casefile import case_page
from webapp.management.blueprint import blueprint
from webapp.management.chips import chips
from webapp.management.presets import presets
from webapp.management.seeking import Sought, sought_in
from webapp.parts import parts
from webapp.texts.dates import civil_day

ORDERS = {
    Order.CHANGED: _l("更新が新しい順"),
    Order.SUBMITTED: _l("送信が新しい順"),
    Order.ENDS: _l("契約終了日が早い順"),
}


@blueprint.get("/contracts")
def contracts() -> ResponseReturnValue:
    """Show what is sought; a day that cannot be read is shown again with what is wrong, and no list."""
    require(Permission.READ_ALL)
    sought = sought_in(request.args)
    with parts().database.reading() as session:
        wanted = with_words(session, sought.wanted(), sought.words, sought.counterparty)
        found = contract_page(session, staff(), wanted) if sought.is_readable else None
        return _list(sought, found, civil_day(now_of(session))), 200 if found else 422


@blueprint.get("/contracts/<public_id>")
def contract(public_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        found = contract_seen_by(session, staff(), public_id) or abort(404)
        if found.sequence == 0:
            return redirect(url_for("legal.draft", public_id=public_id))
        facts: dict[str, str | int] = {"stage": found.stage, "address": staff_origin().address}
        told = Told("contract_viewed", staff().user.public_id, public_id, facts)
        append_audit(session, found.organization_id, told, now_of(session))
    return case_page(public_id)


def days_since(moment: datetime, today: date) -> int:
    """Return the days in Japan since `moment`: 0 on the same day."""
    return (today - civil_day(moment)).days


def days_until(day: date, today: date) -> int:
    return (day - today).days


def _list(sought: Sought, found: ContractPage | None, today: date) -> str:
    return render_template(
        "management/contracts.html",
        sought=sought,
        found=found,
        stages=[stage.value for stage in Stage],
        orders=ORDERS,
        sizes=PAGE_SIZES,
        presets=presets(sought, today),
        chips=chips(sought),
        pages=max(1, -(-found.total // sought.size)) if found else 1,
        today=today,
        days_since=days_since,
        days_until=days_until,
    )
