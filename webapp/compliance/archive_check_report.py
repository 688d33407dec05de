"""The report of a 一括検証: each file as CSV for reading, everything as JSON (LW-14)."""

import json
from collections.abc import Iterator

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from database.archive_check import ArchiveCheck
from database.archive_check_desk import counts_of
from database.queries.archive_checks import every_file
from webapp.access.staff import staff
from webapp.compliance.archive_checks import FileShown, run_or_404, shown
from webapp.compliance.blueprint import blueprint
from webapp.compliance.exporting import as_csv, tell_export
from webapp.csv_answer import CsvEncoding, Row
from webapp.parts import parts
from webapp.pdf_answer import disposition
from webapp.texts.dates import iso_jst

FORMAT = "warifu-archive-check/1"


@blueprint.get("/archive-checks/<check>/report.csv")
def archive_check_csv(check: str) -> ResponseReturnValue:
    with parts().database.reading() as session:
        run = run_or_404(session, check)

    def tell(encoding: CsvEncoding) -> None:
        tell_export("archive_check_exported", run.public_id, format="csv", encoding=encoding.value)

    return as_csv(_("一括検証の報告書.csv"), _header(), lambda: map(_row, _files(run)), tell)


@blueprint.get("/archive-checks/<check>/report.json")
def archive_check_json(check: str) -> Response:
    with parts().database.reading() as session:
        run = run_or_404(session, check)
        counts = counts_of(session, run)
    tell_export("archive_check_exported", run.public_id, format="json")
    report = {
        "format": FORMAT,
        "organization": {"id": staff().organization.public_id, "name": staff().organization.name},
        "run": run.public_id,
        "basis": run.basis,
        "from": run.first.isoformat(),
        "to": run.last.isoformat(),
        "asked_by": {"id": run.asked_by, "name": run.asked_name},
        "began_at": iso_jst(run.created_at),
        "ended_at": iso_jst(run.ended_at) if run.ended_at else "",
        "counts": counts,
        "files": [_facts(one) for one in _files(run)],
    }
    body = json.dumps(report, ensure_ascii=False, indent=1)
    response = Response(body, content_type="application/json")
    response.headers["Content-Disposition"] = disposition(_("一括検証の報告書.json"), inline=False)
    return response


def _files(run: ArchiveCheck) -> Iterator[FileShown]:
    with parts().database.reading() as session:
        yield from shown(session, list(every_file(session, run)))


def _header() -> Row:
    return (
        _("番号"),
        _("結果"),
        _("契約番号"),
        _("文書名"),
        _("ファイルの種類"),
        _("文書の順番"),
        _("更新回数"),
        _("見つかった点"),
        _("最後のタイムスタンプ"),
        _("保護の期限"),
        _("検証日時"),
        _("SHA-256"),
    )


def _row(one: FileShown) -> Row:
    row = one.row
    return (
        row.number,
        one.outcome,
        row.contract.number if one.is_open else "",
        row.contract.title if one.is_open else _("（閲覧権限のない契約）"),
        one.kind,
        row.place,
        row.generation,
        "、".join(one.reasons),
        iso_jst(row.timestamped_at) if row.timestamped_at else "",
        iso_jst(row.protected_until) if row.protected_until else "",
        iso_jst(row.checked_at) if row.checked_at else "",
        row.digest,
    )


def _facts(one: FileShown) -> dict[str, object]:
    row = one.row
    return {
        "number": row.number,
        "outcome": row.outcome or "waiting",
        "reasons": json.loads(row.reasons),
        "contract": {"id": row.contract.public_id, "number": row.contract.number, "title": row.contract.title}
        if one.is_open
        else None,
        "kept": row.kept,
        "place": row.place,
        "generation": row.generation,
        "sha256": row.digest,
        "timestamped_at": iso_jst(row.timestamped_at) if row.timestamped_at else "",
        "protected_until": iso_jst(row.protected_until) if row.protected_until else "",
        "checked_at": iso_jst(row.checked_at) if row.checked_at else "",
        "in_words": {"outcome": one.outcome, "kind": one.kind, "found": one.reasons},
    }
