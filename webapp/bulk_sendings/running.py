"""一斉送信の画面: what the file holds before it is sent, how far it is, and what became of each row."""

import json

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue

from contracts.bulk import BulkState, Outcome
from contracts.roles import Permission
from database.bulk_drafts import row_title
from database.bulk_runs import PAGE, contracts_seen, counts_of, rows_of
from database.bulk_values import values_from
from webapp.access.staff import require, staff
from webapp.bulk_sendings.blueprint import blueprint
from webapp.bulk_sendings.doubles import double_warnings
from webapp.bulk_sendings.finding import page_number, rules_of, run_or_404, source_of
from webapp.parts import parts
from webapp.texts.bulk_sendings import outcome_label, outcome_tone, row_sentences, state_label, state_tone


@blueprint.get("/bulk-sendings/<public_id>")
def run(public_id: str) -> ResponseReturnValue:
    require(Permission.SEND)
    return run_page(public_id), 200


@blueprint.get("/bulk-sendings/<public_id>/progress.json")
def progress(public_id: str) -> ResponseReturnValue:
    """Numbers alone, for the bar; the page says the same when it is loaded again."""
    require(Permission.SEND)
    with parts().database.reading() as session:
        found = run_or_404(session, public_id)
        counts = counts_of(session, [found])[found.id]
    sent, refused = counts[Outcome.SENT], counts[Outcome.REFUSED]
    done = sent + refused
    told = {"sent": sent, "refused": refused, "done": done, "all": done + counts[Outcome.WAITING]}
    return jsonify(state=found.state, **told)


def run_page(public_id: str, setback: str = "") -> str:
    with parts().database.reading() as session:
        found = run_or_404(session, public_id)
        counts = counts_of(session, [found])[found.id]
        rows, number = rows_of(session, found, page_number()), page_number()
        source, values = source_of(session, found), {row.id: values_from(row.row_values) for row in rows}
        columns = rules_of(session, source.template, found.content).columns if source else ()
        return render_template(
            "bulk_sendings/run.html",
            run=found,
            state=BulkState(found.state),
            state_label=state_label(found.state),
            state_tone=state_tone(found.state),
            good=counts[Outcome.WAITING],
            bad=counts[Outcome.BAD],
            sent=counts[Outcome.SENT],
            refused=counts[Outcome.REFUSED],
            total_rows=counts.total(),
            rows=rows,
            values=values,
            titles={row.id: row_title(session, source, values[row.id]) for row in rows} if source else {},
            doubles=double_warnings(session, found),
            sentences={row.id: row_sentences(json.loads(row.faults), columns) for row in rows},
            contracts=contracts_seen(session, staff(), rows),
            outcome_label=outcome_label,
            outcome_tone=outcome_tone,
            is_own=found.owner_id == staff().user.id,
            has_template=source is not None,
            page=number,
            pages=max(1, -(-counts.total() // PAGE)),
            setback=setback,
        )
