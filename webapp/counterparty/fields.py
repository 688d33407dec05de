"""入力: フリーテキスト and チェックボックス one by one, each kept at once, then looked over (CL-13)."""

from collections.abc import Sequence

from flask import Response, abort, request, url_for
from flask_babel import gettext as _

from contracts.fields import ValueRefused
from contracts.inputs import InputKind
from database.queries.typed_values import Entry, save_value, value_before
from database.queries.visits import Visit
from database.spots import Spot, spots_of_round
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.field_forms import ENOUGH_LINES, CheckForm, TextForm, field_form, taken_value
from webapp.counterparty.indicator import Step, labels_for
from webapp.counterparty.pages import go_to, page
from webapp.counterparty.steps import Given, given_by, refusal_to_skip, url_after, url_before
from webapp.counterparty.telling import tell
from webapp.parts import parts

OVERVIEW = "overview"


@blueprint.get("/fields")
def fields() -> Response:
    found = guard.visit()
    given = given_by(found)
    return refusal_to_skip(found, given, Step.FIELDS) or _overview(found, given)


@blueprint.get("/fields/<int:number>")
def field(number: int) -> Response:
    found = guard.visit()
    given = given_by(found)
    refusal = refusal_to_skip(found, given, Step.FIELDS)
    if refusal:
        return refusal
    entry = _entry(given, number)
    value = entry.value
    if not entry.is_saved and entry.row.kind == InputKind.TEXT:
        with parts().database.reading() as session:
            value = value_before(session, found.party, entry.row)
    return _one(found, given, number, field_form(entry.row, value))


@blueprint.post("/fields/<int:number>")
def fill_in(number: int) -> Response:
    """What was typed is kept before anything else is shown; a value that cannot be taken is shown again."""
    found = guard.visit()
    given = given_by(found)
    refusal = refusal_to_skip(found, given, Step.FIELDS)
    if refusal:
        return refusal
    entry = _entry(given, number)
    form = field_form(entry.row)
    try:
        value = taken_value(entry.row, form, _spots(found))
    except ValueRefused:
        return _one(found, given, number, form, UNPROCESSABLE)
    with parts().database.writing() as session:
        save_value(session, found.party, entry.row, found.link.round, value)
        tell(session, found, "field_filled", field=entry.row.public_id)
    return go_to(_url_after_field(given, number))


def _spots(found: Visit) -> Sequence[Spot]:
    with parts().database.reading() as session:
        return spots_of_round(session, found.contract, found.link.round)


def _url_after_field(given: Given, number: int) -> str:
    """A correction leads back to the overview, and so does the last field."""
    if request.form.get("then") == OVERVIEW or number == len(given.entries):
        return url_for("counterparty.fields")
    return url_for("counterparty.field", number=number + 1)


def _entry(given: Given, number: int) -> Entry:
    """Return the field of this number, counted from 1 in the order they are asked; 404 for none."""
    if not 1 <= number <= len(given.entries):
        abort(404)
    return given.entries[number - 1]


def _overview(found: Visit, given: Given) -> Response:
    labels, now = labels_for(found.party, Step.FIELDS)
    missing = [at for at, entry in enumerate(given.entries, 1) if entry.row.required and not entry.is_filled]
    return page(
        "fields",
        found,
        entries=given.entries,
        missing=missing,
        begun=any(entry.is_saved for entry in given.entries),
        back_url=url_before(found, Step.FIELDS),
        next_url=url_after(found, Step.FIELDS),
        step_labels=labels,
        step_now=now,
    )


def _one(found: Visit, given: Given, number: int, form: TextForm | CheckForm, status: int = 200) -> Response:
    labels, now = labels_for(found.party, Step.FIELDS)
    row = given.entries[number - 1].row
    back = url_for("counterparty.field", number=number - 1) if number > 1 else url_for("counterparty.fields")
    corrects = request.values.get("then") == OVERVIEW
    return page(
        "field",
        found,
        status,
        row=row,
        number=number,
        count=len(given.entries),
        form=form.drawn_for(found),
        has_lines=row.maps_to in ENOUGH_LINES,
        corrects=corrects,
        back_url=url_for("counterparty.fields") if corrects else back,
        leads_on=_("次へ") if not corrects else _("修正を保存する"),
        step_labels=labels,
        step_now=now,
    )
