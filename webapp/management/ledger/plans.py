"""変更の確認: what a sheet or a bulk edit would change; carried out, and turned back (MK-07, MK-21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.ledger_sheet import SheetFault, faults_from
from contracts.metadata import Source
from contracts.preset_spelling import preset_from
from contracts.roles import Permission
from database.contract import Contract
from database.metadata_plan import MetadataPlan, MetadataPlanRow
from database.metadata_plans import (
    DONE,
    Draft,
    begin,
    carry_on,
    changes_in,
    counts_of,
    lay_out,
    plan_of,
    rows_of_plan,
    turned_back,
)
from database.queries.contracts import contracts_seen_among
from webapp.access.asking import new_key
from webapp.access.staff import by, require, staff
from webapp.archive import PUBLIC_ID
from webapp.drafting.complaining import complain
from webapp.management.blueprint import blueprint
from webapp.management.ledger.item_form import ReasonForm
from webapp.parts import parts
from webapp.texts.ledger import OUTCOMES, fault_sentence
from webapp.texts.metadata import item_label, item_shown
from workflows.door import EngineUnavailable, NotKnownYet

PAGE, MOST_FAULTS_SHOWN, LAST_PAGE = 50, 100, 10_000
AT_ONCE = 20
"""Rows that are changed before the page answers: a small plan is done at once, the worker does the rest."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """`contract` is None for one that the person may not see any more; then nothing of it is shown."""

    number: int
    contract: Contract | None
    changes: list[tuple[str, str, str]]
    outcome: str
    tone: str


@blueprint.get("/ledger/plans/<plan_id>")
def metadata_plan(plan_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    return _page(plan_id, ReasonForm(None, data={"key": new_key()}), 200)


@blueprint.post("/ledger/plans/<plan_id>/application")
def carry_out_plan(plan_id: str) -> ResponseReturnValue:
    """Do the first rows and leave the others to the worker; asked twice it goes on once."""
    require(Permission.FILE)
    form = ReasonForm()
    with parts().database.writing() as session:
        plan = _plan_or_404(session, plan_id)
        if plan.begun_at is None and not (form.validate() and (form.reason.data or "").strip()):
            complain(form.reason, _("変更の理由を入力してください。"))
            return _page(plan_id, form, 422)
        begin(session, by(), plan, (form.reason.data or "").strip())
        left = carry_on(session, by(), plan, AT_ONCE)
    if left:
        _going_on(plan_id)
    return redirect(url_for("management.metadata_plan", plan_id=plan_id), 303)


@blueprint.get("/ledger/plans/<plan_id>/progress.json")
def plan_progress(plan_id: str) -> ResponseReturnValue:
    """Numbers alone, for the bar; the page says the same when it is loaded again."""
    require(Permission.FILE)
    with parts().database.reading() as session:
        plan = _plan_or_404(session, plan_id)
        counts = _told(counts_of(session, plan))
    state = "running" if plan.begun_at and not plan.ended_at else "still"
    return jsonify(state=state, done=counts["total"] - counts["left"], all=counts["total"])


@blueprint.post("/ledger/plans/<plan_id>/reversal")
def turn_plan_back(plan_id: str) -> ResponseReturnValue:
    """Lay out a second plan that undoes this one; it is looked at and agreed to as any other."""
    require(Permission.FILE)
    with parts().database.writing() as session:
        plan = _plan_or_404(session, plan_id)
        if plan.ended_at is None:
            abort(404)
        name = str(_("「%(name)s」を元に戻す", name=plan.name or _("一括変更")))
        rows = turned_back(session, plan)
        draft = Draft(f"reversal|{plan.public_id}", Source.BULK, name, plan.digest, rows, (), 0)
        public_id = lay_out(session, by(), draft).public_id
    flash(_("元に戻す内容です。確認してから反映してください。"), "info")
    return redirect(url_for("management.metadata_plan", plan_id=public_id), 303)


def _page(plan_id: str, form: ReasonForm, status: int) -> ResponseReturnValue:
    page = min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)
    with parts().database.reading() as session:
        plan = _plan_or_404(session, plan_id)
        counts = counts_of(session, plan)
        total = sum(counts.values())
        faults = _named(session, faults_from(plan.faults))
        return render_template(
            "management/ledger/plan.html",
            plan=plan,
            form=form,
            rows=_shown(session, rows_of_plan(session, plan, page, PAGE)),
            counts=_told(counts),
            faults=[fault_sentence(one) for one in faults[:MOST_FAULTS_SHOWN]],
            more_faults=max(0, len(faults) - MOST_FAULTS_SHOWN),
            fault_rows=len({one.row for one in faults}),
            page=page,
            pages=max(1, -(-total // PAGE)),
        ), status


def _going_on(plan_id: str) -> None:
    """Tell the engine; where it is away, the worker finds the plan within a minute of its return."""
    try:
        parts().engine.carry_out_plan(plan_id)
    except (EngineUnavailable, NotKnownYet):
        return


def _named(session: Session, faults: Sequence[SheetFault]) -> list[SheetFault]:
    """A bulk edit's faults name their contracts by id: a title is shown to whoever may still see it."""
    ids = [one.column for one in faults if PUBLIC_ID.fullmatch(one.column)]
    seen = contracts_seen_among(session, staff(), ids) if ids else {}
    titles = {one: seen[one].title if one in seen else str(_("表示できない文書")) for one in ids}
    return [replace(one, column=titles.get(one.column, one.column)) for one in faults]


def _told(counts: Mapping[str, int]) -> dict[str, int]:
    done, left, total = counts.get(DONE, 0), counts.get("", 0), sum(counts.values())
    return {"total": total, "left": left, "done": done, "refused": total - left - done}


def _shown(session: Session, rows: Any) -> list[ShownRow]:  # noqa: ANN401 -- a sequence of rows
    seen = contracts_seen_among(session, staff(), [row.contract.public_id for row in rows])
    return [_row(row, seen.get(row.contract.public_id)) for row in rows]


def _row(row: MetadataPlanRow, contract: Contract | None) -> ShownRow:
    label, tone = OUTCOMES[row.outcome]
    if contract is None:
        return ShownRow(row.number, None, [], str(label), tone)
    own = preset_from(contract.type.preset if contract.type else "").custom_fields
    changes = [
        (item_label(item, own), item_shown(item, was, own), item_shown(item, becomes, own))
        for item, (was, becomes) in changes_in(row).items()
    ]
    return ShownRow(row.number, contract, changes, str(label), tone)


def _plan_or_404(session: Session, plan_id: str) -> MetadataPlan:
    return plan_of(session, by(), plan_id) or abort(404)
