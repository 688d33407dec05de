"""契約台帳: what the person may see as a table of items, narrowed as 文書管理 is (MK-06, MK-07)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.metadata import Item
from contracts.roles import Permission
from database.engine import now_of
from database.metadata_plans import unfinished
from database.queries.archive import Order, contract_page
from database.queries.archive_filters import types_of
from database.queries.contracts import PAGE_SIZES
from database.queries.saved_views import choose_ledger_columns, ledger_columns_of, views_of
from webapp.access.staff import by, require, staff
from webapp.casefile.forms import KeyForm, fresh
from webapp.management.blueprint import blueprint
from webapp.management.bulk_forms import ticked
from webapp.management.chips import chips
from webapp.management.ledger.cells import ledger_rows
from webapp.management.ledger.columns import MOST_COLUMNS, LedgerColumn, chosen, ledger_columns
from webapp.management.narrowing import offered, wanted_by
from webapp.management.seeking import Sought, sought_in
from webapp.management.views import encoded, read_again, shown_views
from webapp.parts import parts
from webapp.texts.dates import civil_day
from webapp.texts.metadata import item_label

PLACE_DIGITS = 2
ANY_PLACE = 99


@dataclass(frozen=True, slots=True)
class Columns:
    known: Mapping[str, LedgerColumn]
    shown: Sequence[LedgerColumn]
    are_own: bool

    @property
    def keys(self) -> list[str]:
        return [one.key for one in self.shown]


@blueprint.get("/ledger")
def ledger() -> ResponseReturnValue:
    require(Permission.READ)
    return ledger_page(_sought(sought_in(request.args)))


def ledger_page(sought: Sought, told: str = "") -> ResponseReturnValue:
    """Return the page; `told` is why what was asked of the ticked rows was not done."""
    with parts().database.reading() as session:
        known, today = offered(session), civil_day(now_of(session))
        columns = _columns(types_of(session, staff().organization.id), ledger_columns_of(session, staff()))
        found = None
        if sought.is_readable:
            found = contract_page(session, staff(), wanted_by(session, sought, known, today))
        rows = ledger_rows(session, found.contracts if found else [], columns.shown, known.folders)
        page = render_template(
            "management/ledger/table.html",
            found=found,
            rows=rows,
            columns=columns,
            pages=max(1, -(-found.total // sought.size)) if found else 1,
            chips=chips(sought, known),
            views=shown_views(views_of(session, staff()), sought),
            unfinished=unfinished(session, by()),
            told=told,
            **_around(sought),
        )
    return page, 422 if told or found is None else 200


@blueprint.post("/ledger/columns")
def save_ledger_columns() -> ResponseReturnValue:
    """Keep the ticked columns by the numbers beside them; `usual` goes back to what everybody sees first."""
    require(Permission.READ)
    with parts().database.writing() as session:
        known = ledger_columns(types_of(session, staff().organization.id))
        keys = [] if "usual" in request.form else _placed(request.form.getlist("column"), known)
        choose_ledger_columns(session, by(), keys)
    flash(_("台帳に表示する列を保存しました。"), "success")
    return redirect(ledger_url(request.form.get("here", "")), 303)


def ledger_url(here: str) -> str:
    return f"{url_for('management.ledger')}?{encoded(read_again(here))}".rstrip("?")


def _sought(sought: Sought) -> Sought:
    """The ledger has columns of its own."""
    return replace(sought, columns=())


def _columns(types: Sequence[Any], keys: Sequence[str]) -> Columns:
    known = ledger_columns(types)
    return Columns(known, chosen(keys, known), are_own=bool(keys))


def _placed(keys: Sequence[str], known: Mapping[str, LedgerColumn]) -> list[str]:
    typed = {key: request.form.get(f"place-{key}", "").strip()[:PLACE_DIGITS] for key in keys}
    places = {key: int(place) for key, place in typed.items() if place.isascii() and place.isdigit()}
    order = list(known)
    wanted = [key for key in dict.fromkeys(keys) if key in known][:MOST_COLUMNS]
    return sorted(wanted, key=lambda key: (places.get(key, ANY_PLACE), order.index(key)))


def _around(sought: Sought) -> dict[str, Any]:
    return {
        "sought": sought,
        "here": encoded(sought),
        "sizes": PAGE_SIZES,
        "by_title": Order.TITLE,
        "bulk_items": [(one.value, item_label(one.value)) for one in Item],
        "may_change": staff().may(Permission.FILE),
        "may_take": staff().may(Permission.DOWNLOAD),
        "ticked": ticked(),
        "key_form": fresh(KeyForm, ""),
    }
