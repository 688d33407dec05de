"""契約台帳 as a file: CSV in UTF-8 or Shift_JIS, or Excel, of all that is narrowed to (MK-07, MK-90)."""

from collections.abc import Sequence

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from adapters.workbooks import workbook_of
from contracts.ledger_sheet import MOST_ROWS, header, item_in, written
from contracts.roles import Permission
from database.changing_metadata import own_items, value_in
from database.contract import Contract
from database.engine import now_of
from database.queries.archive import listed_ids, rows_shown
from database.queries.archive_filters import types_of
from database.queries.metadata_history import editions_of
from webapp.access.staff import by, require, staff
from webapp.csv_answer import CsvEncoding, csv_answer, unmappable
from webapp.management.blueprint import blueprint
from webapp.management.ledger.columns import own_fields
from webapp.management.narrowing import offered, wanted_by
from webapp.management.others import others
from webapp.management.seeking import sought_in
from webapp.management.views import encoded
from webapp.parts import parts
from webapp.pdf_answer import disposition
from webapp.texts.dates import civil_day

MOST_LISTED, MOST_TOLD, AT_ONCE = MOST_ROWS, 200, 500
"""Nothing is cut off in silence: what could not be taken in again is not given out either."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (CsvEncoding.UTF_8.value, CsvEncoding.CP932.value, "xlsx")
Lines = list[list[str]]


@blueprint.get("/ledger/export")
def ledger_export() -> ResponseReturnValue:
    """Answer with the file; what Shift_JIS cannot write is told by row first, `replace` writes 〓 for it."""
    require(Permission.DOWNLOAD)
    wanted = _format()
    names, lines = _ledger()
    if lines is None:
        most = f"{MOST_LISTED:,}"
        flash(_("台帳の出力は%(most)s件までです。条件で絞り込んでください。", most=most), "warning")
        return redirect(f"{url_for('management.ledger')}?{encoded(sought_in(request.args))}")
    if wanted == CsvEncoding.CP932 and "replace" not in request.args:
        told = _unwritable(lines)
        if told:
            return _ask(told)
    with parts().database.writing() as session:
        by().tells(session, "ledger_downloaded", "", rows=len(lines), format=wanted)
    return _answer(str(_("契約台帳")), names, lines, wanted)


@blueprint.get("/ledger/template")
def ledger_template() -> Response:
    """Answer with the header alone."""
    require(Permission.FILE)
    wanted = _format()
    with parts().database.reading() as session:
        names = _header(session)
    return _answer(str(_("契約台帳のひな形")), names, [], wanted)


def known_columns(session: Session) -> list[str]:
    return _header(session)


def _format() -> str:
    wanted = request.args.get("format", CsvEncoding.UTF_8.value)
    return wanted if wanted in FORMATS else abort(404)


def _header(session: Session) -> list[str]:
    own = own_fields(types_of(session, staff().organization.id))
    return header(one.label for one in own.values())


def _ledger() -> tuple[list[str], Lines | None]:
    """Return the header and the rows, None where there are more than one file holds."""
    sought = sought_in(request.args)
    with parts().database.reading() as session:
        names = _header(session)
        wanted = wanted_by(session, sought, offered(session), civil_day(now_of(session)))
        ids = listed_ids(session, staff(), wanted, MOST_LISTED + 1) if sought.is_readable else []
        if len(ids) > MOST_LISTED:
            return names, None
        chunks = [rows_shown(session, staff(), ids[at : at + AT_ONCE]) for at in range(0, len(ids), AT_ONCE)]
        sent = [one for chunk in chunks for one in chunk if one.sequence > 0]
        editions = editions_of(session, [one.id for one in sent])
        return names, [_line(one, names, editions.get(one.id, 0)) for one in sent]


def _line(contract: Contract, names: Sequence[str], edition: int) -> list[str]:
    fixed = [
        contract.public_id,
        contract.number or "",
        contract.title,
        others(contract),
        contract.type.name if contract.type else "",
        str(edition),
    ]
    own = own_items(contract)
    items = [item_in(name, own) for name in names[len(fixed) :]]
    return fixed + [written(item, value_in(contract, item)) if item else "" for item in items]


def _answer(name: str, names: Sequence[str], lines: Lines, wanted: str) -> Response:
    if wanted != "xlsx":
        return csv_answer(f"{name}.csv", names, lines, CsvEncoding(wanted))
    response = Response(workbook_of(str(_("契約台帳")), names, lines), content_type=XLSX)
    response.headers["Content-Disposition"] = disposition(f"{name}.xlsx", inline=False)
    return response


def _unwritable(lines: Lines) -> list[tuple[int, str, str]]:
    """Return number, name and characters of each row that Shift_JIS cannot write; the header is row 1."""
    return [
        (at, line[2], "".join(found)) for at, line in enumerate(lines, 2) if (found := unmappable([line]))
    ]


def _ask(told: Sequence[tuple[int, str, str]]) -> ResponseReturnValue:
    sought = sought_in(request.args)
    return render_template(
        "management/ledger/unwritable.html",
        rows=told[:MOST_TOLD],
        count=len(told),
        query={**sought.query(), "format": "cp932", "replace": "yes"},
        as_utf8={**sought.query(), "format": "utf-8"},
    ), 422
