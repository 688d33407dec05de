"""契約情報の変更: one contract's items on a page, and one cell of the table at a time (MK-03, LW-22)."""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.ledger import (
    SHARED,
    ReasonMissing,
    needs_reason,
    require_reason,
    require_sensible,
    withheld_from,
)
from contracts.metadata import Source, ValueChangedMeanwhile, ValueUnreadable
from contracts.roles import Permission
from database.changing_metadata import Why, change_metadata, own_items, value_in
from database.contract import Contract
from database.metadata_plans import as_it_will_stand
from database.withholding import withhold
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import by, require, staff
from webapp.drafting.complaining import complain
from webapp.management.blueprint import blueprint
from webapp.management.ledger.cells import item_cell
from webapp.management.ledger.item_form import (
    SEEN,
    item_form,
    items_of,
    name_of,
    seen_in,
    value_typed,
    values_in,
)
from webapp.parts import parts
from webapp.texts.metadata import fault_words, item_label, item_shown

LONGEST_SENT = 25_000


@blueprint.get("/contracts/<public_id>/metadata")
def metadata(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        return _page(contract, item_form(contract, typed=False)), 200


@blueprint.post("/contracts/<public_id>/metadata")
def change_items(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        form = item_form(contract, typed=True)
        is_sound = form.validate()
        values = values_in(form, contract)
        if not (_fits(form, contract, values) and is_sound):
            return _page(contract, form), 422
        try:
            rows = _changed(session, contract, form, values)
        except ValueChangedMeanwhile as changed:
            _tell_conflict(contract, form, changed)
            return _page(contract, form), 409
        count = len(rows) + _withheld(session, contract)
    flash(_("契約情報を変更しました。") if count else _("変更はありませんでした。"), "success")
    return redirect(url_for("management.contract", public_id=public_id, _anchor="metadata"), 303)


@blueprint.post("/contracts/<public_id>/metadata/<item>")
def change_cell(public_id: str, item: str) -> ResponseReturnValue:
    """Set one item from the table; answers with the new words, or with what is wrong."""
    require(Permission.FILE)
    typed, reason = (request.form.get(name, "")[:LONGEST_SENT] for name in ("value", "reason"))
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        own = own_items(contract)
        if item not in items_of(contract):
            return _no(422, fault_words("item_unknown"))
        try:
            value = value_typed(item, typed, own)
            require_sensible(as_it_will_stand(contract, {item: value}))
            if value != value_in(contract, item):
                require_reason(contract.stage, reason)
            seen = {item: request.form.get("seen", "").replace("\r\n", "\n")}
            change_metadata(session, contract, {item: value}, Why(staff().user, Source.PERSON, reason, seen))
        except ValueUnreadable as unreadable:
            return _no(422, fault_words(str(unreadable.facts["why"])))
        except ReasonMissing:
            return _no(422, _("締結後の変更には、理由を入力してください。"), reason=True)
        except ValueChangedMeanwhile as changed:
            now = str(changed.facts["value"])
            return _no(409, _conflict_words(item_shown(item, now, own)), value=now)
        session.flush()
        cell = item_cell(contract, item, own)
    return jsonify(value=cell.value, typed=cell.typed, shown=cell.shown)


def _changed(session: Session, contract: Contract, form: Any, values: Mapping[str, str]) -> Any:  # noqa: ANN401 -- as item_form
    """Only what the person changed is checked against what is so now."""
    seen = seen_in(form)
    touched = {item: value for item, value in values.items() if value != _read_again(contract, item, seen)}
    why = Why(staff().user, Source.PERSON, form.reason.data or "", _only(seen, touched))
    return change_metadata(session, contract, touched, why)


def _withheld(session: Session, contract: Contract) -> bool:
    if "shared" not in request.form:
        return False
    return withhold(session, by(), contract, frozenset(SHARED) - set(request.form.getlist("shown")))


def _only(seen: Mapping[str, str], touched: Mapping[str, str]) -> dict[str, str]:
    return {item: value for item, value in seen.items() if item in touched}


def _read_again(contract: Contract, item: str, seen: Mapping[str, str]) -> str:
    """Return what was seen as it would be read from its field, so that what was left alone counts as such."""
    value = seen.get(item, value_in(contract, item))
    try:
        return value_typed(item, value, own_items(contract))
    except ValueUnreadable:
        return value


def _fits(form: Any, contract: Contract, values: Mapping[str, str]) -> bool:  # noqa: ANN401 -- as item_form
    is_valid = not any(field.errors for field in form.items.values())
    try:
        require_sensible(as_it_will_stand(contract, values))
    except ValueUnreadable as unreadable:
        complain(form.items[str(unreadable.facts["item"])], fault_words(str(unreadable.facts["why"])))
        is_valid = False
    changes = any(value != _read_again(contract, item, seen_in(form)) for item, value in values.items())
    if changes and needs_reason(contract.stage) and not (form.reason.data or "").strip():
        complain(form.reason, _("締結後の変更には、理由を入力してください。"))
        is_valid = False
    return is_valid


def _tell_conflict(contract: Contract, form: Any, changed: ValueChangedMeanwhile) -> None:  # noqa: ANN401 -- as item_form
    """Say what each item says now beside what was typed; sending once more means it."""
    own = own_items(contract)
    for item, seen in seen_in(form).items():
        now = value_in(contract, item)
        if now != seen:
            complain(form.items[item], _conflict_words(item_shown(item, now, own)))
            form[SEEN + name_of(item)].data = now
    form.form_errors.append(
        _(
            "「%(item)s」などを、ほかの人が先に変更しました。",
            item=item_label(str(changed.facts["item"]), own),
        )
    )


def _conflict_words(now: str) -> str:
    words = now or _("未入力")
    return str(
        _("ほかの人が「%(now)s」に変更しました。上書きする場合は、もう一度保存してください。", now=words)
    )


def _no(status: int, sentence: str, **facts: str | bool) -> tuple[Response, int]:
    return jsonify(sentence=str(sentence), **facts), status


def _page(contract: Contract, form: Any) -> str:  # noqa: ANN401 -- as item_form
    withheld = withheld_from(contract.withheld)
    return render_template(
        "management/ledger/metadata.html",
        contract=contract,
        form=form,
        needs_reason=needs_reason(contract.stage),
        shared=[(item, item_label(item), item not in withheld) for item in SHARED],
    )
