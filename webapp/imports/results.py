"""What became of every file, as a CSV (MK-08)."""

import json
from collections.abc import Mapping, Sequence

from flask import Response, url_for

from contracts.csv_cells import Cell
from contracts.roles import Permission
from database.contract import Contract
from database.import_jobs import all_files, contracts_seen
from database.import_twins_named import NamedTwin
from database.imports import ImportFile
from webapp.access.staff import require, staff
from webapp.csv_answer import csv_answer, encoding_asked
from webapp.imports.blueprint import blueprint
from webapp.imports.finding import job_or_404, twins_told
from webapp.parts import parts
from webapp.texts.imports import TWINS, fault_sentences, outcome_word

HEADING = ("番号", "台帳の行", "ファイル名", "結果", "契約番号", "文書名", "契約のURL", "理由", "重複の相手")


@blueprint.get("/imports/<public_id>/results.csv")
def results(public_id: str) -> Response:
    require(Permission.IMPORT)
    with parts().database.reading() as session:
        job = job_or_404(session, public_id)
        files = all_files(session, job)
        named = [one.contract.public_id for one in files if one.contract]
        contracts, twins = contracts_seen(session, staff(), named), twins_told(session, job, files)
        lines = [_line(one, contracts, twins[one.id]) for one in files]
        name = job.name
    return csv_answer(f"登録結果_{name}.csv", HEADING, lines, encoding_asked())


def _line(one: ImportFile, contracts: Mapping[str, Contract], twins: Sequence[NamedTwin]) -> list[Cell]:
    contract = contracts.get(one.contract.public_id) if one.contract else None
    why = [*fault_sentences(json.loads(one.faults)), *dict.fromkeys(str(TWINS[twin.how]) for twin in twins)]
    return [
        one.line,
        one.sheet_line or "",
        one.filename,
        str(outcome_word(one.outcome)[0]),
        (contract.number or "") if contract else "",
        contract.title if contract else "",
        _url(contract) if contract else "",
        " ".join(why),
        " ".join(_url(twin.contract) if twin.contract else twin.filename for twin in twins).strip(),
    ]


def _url(contract: Contract) -> str:
    return url_for("management.contract", public_id=contract.public_id, _external=True)
