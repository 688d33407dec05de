"""一括変更: one item of the ticked rows set to a value, or their end dates moved on (MK-21)."""

from collections.abc import Callable, Sequence
from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.access import Level
from contracts.ledger import require_sensible
from contracts.ledger_sheet import SheetFault
from contracts.metadata import Item, Source, ValueUnreadable
from contracts.periods import PeriodUnreadable, next_end, period_from
from contracts.roles import Permission
from database.changing_metadata import own_items, value_in
from database.contract import Contract
from database.metadata_plans import Draft, Planned, as_it_will_stand, lay_out
from database.queries.contracts import contracts_seen_among
from database.queries.levels import level_on
from webapp.access.staff import by, require, staff
from webapp.casefile.forms import KeyForm
from webapp.management.blueprint import blueprint
from webapp.management.bulk_forms import ticked
from webapp.management.ledger.item_form import value_typed
from webapp.management.ledger.table import ledger_page
from webapp.management.views import read_again
from webapp.parts import parts
from webapp.texts.metadata import fault_words, item_label

NO_END = "no_end_date"
NewValue = Callable[[Contract], str]


@blueprint.post("/ledger/bulk")
def plan_bulk_change() -> ResponseReturnValue:
    """Lay out what `item` and `value`, or `period`, would make of the ticked rows."""
    require(Permission.FILE)
    form = KeyForm()
    if not form.validate():
        return _again(_("もう一度お試しください。"))
    if not ticked():
        return _again(_("文書に印を付けてください。"))
    item, new_value, told = _asked()
    if told:
        return _again(told)
    with parts().database.writing() as session:
        rows, faults, unchanged = _planned(session, item, new_value)
        name = str(_("一括変更：%(item)s", item=item_label(item)))
        draft = Draft(f"bulk|{form.key.data}", Source.BULK, name, "", rows, faults, unchanged)
        public_id = lay_out(session, by(), draft).public_id
    return redirect(url_for("management.metadata_plan", plan_id=public_id), 303)


def _asked() -> tuple[str, NewValue, str]:
    """Return the item, what it becomes of each contract, and what is wrong with what was typed."""
    if request.form.get("act") == "extend":
        return _extension(request.form.get("period", ""))
    item, typed = request.form.get("item", ""), request.form.get("value", "")
    if item not in set(Item):
        return item, _unasked, str(_("変更する項目を選んでください。"))
    try:
        value_typed(item, typed, ())
    except ValueUnreadable as unreadable:
        return item, _unasked, fault_words(str(unreadable.facts["why"]))
    return item, lambda contract: value_typed(item, typed, own_items(contract)), ""


def _extension(typed: str) -> tuple[str, NewValue, str]:
    try:
        period = period_from(typed)
    except PeriodUnreadable:
        return Item.ENDS_ON.value, _unasked, fault_words("period_unreadable")

    def extended(contract: Contract) -> str:
        ends = value_in(contract, Item.ENDS_ON)
        if not ends:
            raise ValueUnreadable(item=Item.ENDS_ON.value, why=NO_END)
        return next_end(date.fromisoformat(ends), period).isoformat()

    return Item.ENDS_ON.value, extended, ""


def _unasked(contract: Contract) -> str:
    return value_in(contract, Item.ENDS_ON)


def _planned(session: Session, item: str, new_value: NewValue) -> tuple[list[Planned], list[SheetFault], int]:
    seen = contracts_seen_among(session, staff(), ticked())
    rows, faults, unchanged = list[Planned](), list[SheetFault](), 0
    for number, public_id in enumerate(ticked(), 1):
        contract = seen.get(public_id)
        if contract is None or level_on(session, staff(), public_id) is not Level.EDITOR:
            faults.append(SheetFault(number, "", "not_found" if contract is None else "not_allowed"))
            continue
        try:
            change = _change(contract, item, new_value)
        except (ValueUnreadable, OverflowError) as refused:
            faults.append(SheetFault(number, public_id, _why(refused)))
            continue
        unchanged += not change
        rows += [Planned(number, contract.id, {item: one}) for one in change]
    return rows, faults, unchanged


def _change(contract: Contract, item: str, new_value: NewValue) -> Sequence[tuple[str, str]]:
    was, becomes = value_in(contract, item), new_value(contract)
    if was == becomes:
        return ()
    require_sensible(as_it_will_stand(contract, {item: becomes}))
    return ((was, becomes),)


def _why(refused: Exception) -> str:
    return str(refused.facts["why"]) if isinstance(refused, ValueUnreadable) else "day_unreadable"


def _again(told: str) -> ResponseReturnValue:
    flash(told, "warning")
    return ledger_page(read_again(request.form.get("here", "")), told)
