"""一行の内容: what the row becomes, in the words of 確認・送信, without a draft being kept."""

import json
import uuid

from flask import abort, render_template
from sqlalchemy.orm import Session

from contracts.bulk import Outcome
from contracts.roles import Permission
from database.bulk_drafts import Source, row_draft, undone
from database.bulk_runs import contracts_seen, lines_beside, row_of
from database.bulk_sending import BulkRow, BulkSending
from database.bulk_values import values_from
from database.queries.draft_parties import parties_of
from webapp.access.staff import require, staff
from webapp.bulk_sendings.blueprint import blueprint
from webapp.bulk_sendings.checking import SET
from webapp.bulk_sendings.doubles import double_warnings
from webapp.bulk_sendings.finding import rules_of, run_or_404, source_of
from webapp.casefile.entered import contract_pairs, party_pairs
from webapp.parts import parts
from webapp.texts.bulk_sendings import row_sentences


@blueprint.get("/bulk-sendings/<public_id>/rows/<int:line>")
def row(public_id: str, line: int) -> str:
    """Written inside a transaction that is taken back: the page is the draft's, the draft is not."""
    require(Permission.SEND)
    with parts().database.writing() as session, undone(session):
        run = run_or_404(session, public_id)
        found = row_of(session, run, line) or abort(404)
        source = source_of(session, run)
        sentences: list[str] = []
        if source is not None:
            columns = rules_of(session, source.template, run.content).columns
            sentences = row_sentences(json.loads(found.faults), columns)
        return render_template(
            "bulk_sendings/row.html",
            run=run,
            row=found,
            beside=lines_beside(session, run, line),
            sentences=sentences,
            doubles=double_warnings(session, run).get(line, []),
            contract=contracts_seen(session, staff(), [found]).get(found.contract_id or 0),
            is_sent=found.outcome == Outcome.SENT,
            **(_shown(session, source, run, found) if source else {"parties": ()}),
        )


def _shown(session: Session, source: Source, run: BulkSending, row: BulkRow) -> dict[str, object]:
    values = values_from(row.row_values)
    columns = rules_of(session, source.template, run.content).columns
    has_codes = row.sealed is not None
    coded = {one.number: SET for one in columns if one.field == "access_code"} if has_codes else {}
    draft = row_draft(session, source, str(uuid.uuid4()), values, coded)
    found = parties_of(session, draft)
    return {
        "entered": contract_pairs(draft),
        "asked": {party.public_id: party_pairs(session, draft, party) for party in found},
        "parties": found,
        "documents": [one.filename for one in source.template.documents],
    }
