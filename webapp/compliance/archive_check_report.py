"""The report of a 一括検証: a page for paper, each file as CSV, everything as JSON (LW-14)."""

import json
from collections.abc import Iterator

from flask import Response, abort, render_template, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from database.archive_check import ArchiveCheck
from database.archive_check_desk import counts_of
from database.engine import now_of
from database.queries.archive_checks import faults_of, files_after
from webapp.access.staff import staff
from webapp.compliance.archive_checks import FileShown, described, run_or_404, shown
from webapp.compliance.blueprint import blueprint
from webapp.compliance.exporting import as_csv, tell_export
from webapp.csv_answer import CsvEncoding, Row
from webapp.parts import parts
from webapp.pdf_answer import disposition
from webapp.texts.dates import iso_jst

FORMAT = "warifu-archive-check/1"
MOST_PRINTED = 1000


@blueprint.get("/archive-checks/<check>/report")
def archive_check_print(check: str) -> str:
    """The report on paper: numbers, and every file that is not as it should be, as far as paper goes."""
    run, counts = _ended(check)
    tell_export("archive_check_exported", run.public_id, format="print")
    with parts().database.reading() as session:
        return render_template(
            "compliance/archive_check_report.html",
            **described(run),
            organization=staff().organization.name,
            counts=counts,
            files=shown(session, faults_of(session, run, MOST_PRINTED)),
            printed_at=now_of(session),
        )


@blueprint.get("/archive-checks/<check>/report.csv")
def archive_check_csv(check: str) -> ResponseReturnValue:
    run, _counts = _ended(check)

    def tell(encoding: CsvEncoding) -> None:
        tell_export("archive_check_exported", run.public_id, format="csv", encoding=encoding.value)

    return as_csv(_("一括検証の報告書.csv"), _header(), lambda: map(_row, _files(run)), tell)


@blueprint.get("/archive-checks/<check>/report.json")
def archive_check_json(check: str) -> Response:
    run, counts = _ended(check)
    tell_export("archive_check_exported", run.public_id, format="json")
    head: dict[str, object] = {
        "format": FORMAT,
        "organization": {"id": staff().organization.public_id, "name": staff().organization.name},
        "run": run.public_id,
        "basis": run.basis,
        "from": run.first.isoformat(),
        "to": run.last.isoformat(),
        "asked_by": {"id": run.asked_by, "name": run.asked_name},
        "began_at": iso_jst(run.created_at),
        "ended_at": iso_jst(run.ended_at) if run.ended_at else "",
        "stopped_by": run.stopped_name,
        "counts": counts,
    }
    body = stream_with_context(_json(head, _files(run)))
    response = Response(body, content_type="application/json")
    response.headers["Content-Disposition"] = disposition(_("一括検証の報告書.json"), inline=False)
    return response


def _ended(check: str) -> tuple[ArchiveCheck, dict[str, int]]:
    """Of a run that is under way there is no report: its numbers would not add up."""
    with parts().database.reading() as session:
        run = run_or_404(session, check)
        if run.ended_at is None:
            abort(404)
        return run, counts_of(session, run)


def _files(run: ArchiveCheck) -> Iterator[FileShown]:
    """An ended run no longer changes: each batch may be read by itself."""
    last = 0
    while True:
        with parts().database.reading() as session:
            files = shown(session, files_after(session, run, last))
        if not files:
            return
        yield from files
        last = files[-1].row.number


def _json(head: dict[str, object], files: Iterator[FileShown]) -> Iterator[str]:
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "files": ['
    comma = ""
    for one in files:
        yield f"{comma}\n{json.dumps(_facts(one), ensure_ascii=False)}"
        comma = ","
    yield "\n]}\n"


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
