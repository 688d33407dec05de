"""The rows that cannot be sent, to be put right and brought again; and what became of every row."""

import json
from collections.abc import Iterator, Sequence

from flask import Response, url_for

from contracts.bulk import Outcome
from contracts.csv_cells import Cell
from contracts.roles import Permission
from database.bulk_desk import sealed_name
from database.bulk_runs import all_rows, contracts_seen
from database.bulk_sending import BulkRow, BulkSending
from database.contract import Contract
from webapp.access.staff import require, staff
from webapp.bulk_sendings.blueprint import blueprint
from webapp.bulk_sendings.checking import code_safe
from webapp.bulk_sendings.columns import ERROR, Column, codes_among
from webapp.bulk_sendings.finding import rules_of, run_or_404, source_of
from webapp.csv_answer import csv_answer, encoding_asked
from webapp.parts import parts
from webapp.texts.bulk_sendings import outcome_label, row_sentences

RESULTS = ("行", "結果", "管理番号", "文書名", "契約のURL", "理由")


@blueprint.get("/bulk-sendings/<public_id>/errors.csv")
def errors(public_id: str) -> Response:
    """With a column エラー that is passed over when the file is brought again; codes for the owner alone."""
    require(Permission.SEND)
    with parts().database.reading() as session:
        run = run_or_404(session, public_id)
        source = source_of(session, run)
        columns = rules_of(session, source.template, run.content).columns if source else ()
        rows = all_rows(session, run, Outcome.BAD, Outcome.REFUSED)
        lines = [_wrong(run, row, columns) for row in rows]
    heading = [*(one.name for one in columns), ERROR]
    return csv_answer(f"エラー_{run.template_name}.csv", heading, lines, encoding_asked())


@blueprint.get("/bulk-sendings/<public_id>/results.csv")
def results(public_id: str) -> Response:
    require(Permission.SEND)
    with parts().database.reading() as session:
        run = run_or_404(session, public_id)
        source = source_of(session, run)
        columns = rules_of(session, source.template, run.content).columns if source else ()
        rows = all_rows(session, run, *Outcome)
        contracts = contracts_seen(session, staff(), rows)
        lines = [_result(row, contracts.get(row.contract_id or 0), columns) for row in rows]
    return csv_answer(f"結果_{run.template_name}.csv", RESULTS, lines, encoding_asked())


def _wrong(run: BulkSending, row: BulkRow, columns: Sequence[Column]) -> list[Cell]:
    cells: dict[str, str] = {**json.loads(row.cells), **_codes(run, row, columns)}
    why = " ".join(row_sentences(json.loads(row.faults), columns))
    return [*(cells.get(one.name, "") for one in columns), why]


def _codes(run: BulkSending, row: BulkRow, columns: Sequence[Column]) -> dict[str, str]:
    if row.sealed is None or run.owner_id != staff().user.id:
        return {}
    codes = json.loads(code_safe().opened(row.sealed, sealed_name(run.public_id, row.line)))
    secret = codes_among(columns)
    return {one.name: codes.get(str(one.number), "") for one in columns if one.name in secret}


def _result(row: BulkRow, contract: Contract | None, columns: Sequence[Column]) -> list[Cell]:
    return [row.line, outcome_label(row.outcome), *_found(contract), *_why(row, columns)]


def _found(contract: Contract | None) -> Iterator[str]:
    yield (contract.number or "") if contract else ""
    yield contract.title if contract else ""
    yield url_for("management.contract", public_id=contract.public_id, _external=True) if contract else ""


def _why(row: BulkRow, columns: Sequence[Column]) -> Iterator[str]:
    yield " ".join(row_sentences(json.loads(row.faults), columns))
