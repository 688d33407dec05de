"""電帳法 未入力: records without one of the three keys, what each lacks and where it is typed (LW-17)."""

from dataclasses import dataclass

from flask import render_template, request

from contracts.roles import Permission
from contracts.stage import STANDING
from contracts.tax_keys import Lacking
from database.contract import Contract
from database.queries.archive import Order, Wanted, contract_page
from database.queries.archive_filters import Filters
from webapp.access.staff import require, staff
from webapp.management.blueprint import blueprint
from webapp.management.seeking import MOST_PAGES
from webapp.parts import parts

PAGE = 50
KEYS = (Lacking.TRADED_ON, Lacking.AMOUNT, Lacking.COUNTERPARTY)


@dataclass(frozen=True, slots=True)
class Line:
    contract: Contract
    lacks: tuple[Lacking, ...]


@blueprint.get("/contracts/unfilled")
def unfilled() -> str:
    """Only what is agreed to: what is still on its way is asked for these before it is sent."""
    require(Permission.READ)
    page = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    filters = Filters(stages=tuple(stage.value for stage in STANDING), lacking=Lacking.TAX_KEY)
    wanted = Wanted(filters, order=Order.CHANGED, page=page, size=PAGE)
    with parts().database.reading() as session:
        found = contract_page(session, staff(), wanted)
        return render_template(
            "management/unfilled.html",
            found=found,
            lines=[Line(one, _lacks(one)) for one in found.contracts],
            page=page,
            pages=max(1, -(-found.total // PAGE)),
            may_edit=staff().may(Permission.FILE),
        )


def _lacks(contract: Contract) -> tuple[Lacking, ...]:
    """As `database.queries.archive_filters` finds them; an amount said not to exist is no omission."""
    has_counterparty = any(not one.own for one in contract.parties)
    without = (
        contract.traded_on is None,
        contract.amount is None and contract.amount_state != "none",
        not has_counterparty,
    )
    return tuple(key for key, is_so in zip(KEYS, without, strict=True) if is_so)
