"""一斉送信の一覧."""

from flask import render_template

from contracts.bulk import Outcome
from contracts.roles import Permission
from database.bulk_runs import counts_of, runs_for
from webapp.access.staff import require, staff
from webapp.bulk_sendings.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.bulk_sendings import state_label, state_tone


@blueprint.get("/bulk-sendings")
def runs() -> str:
    require(Permission.SEND)
    with parts().database.reading() as session:
        found = runs_for(session, staff())
        counts = counts_of(session, found)
        return render_template(
            "bulk_sendings/list.html",
            runs=found,
            counts={run.id: (counts[run.id][Outcome.SENT], counts[run.id].total()) for run in found},
            label=state_label,
            tone=state_tone,
        )
