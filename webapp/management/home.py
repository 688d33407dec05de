"""ホーム: how many contracts stand where, and what waits for this person (IM-12)."""

from flask import render_template

from contracts.stage import Stage
from database.queries.contracts import (
    Wanted,
    contract_page,
    contracts_awaiting_answer,
    contracts_awaiting_approval,
    counts_by_stage,
)
from webapp.access.staff import staff
from webapp.management.blueprint import blueprint
from webapp.parts import parts

COUNTED = (
    Stage.AWAITING_APPROVAL,
    Stage.AWAITING_OWN,
    Stage.AWAITING_OTHER,
    Stage.SENT_BACK,
    Stage.SEALING,
    Stage.CONCLUDED,
)
LATEST = 5


@blueprint.get("/")
def home() -> str:
    with parts().database.reading() as session:
        counts = counts_by_stage(session, staff())
        return render_template(
            "management/home.html",
            counts=[(stage.value, counts.get(stage, 0)) for stage in COUNTED],
            to_approve=contracts_awaiting_approval(session, staff()),
            to_answer=contracts_awaiting_answer(session, staff()),
            latest=contract_page(session, staff(), Wanted(size=LATEST)).contracts,
        )
