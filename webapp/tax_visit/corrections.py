"""訂正・削除の履歴 of the year: every correction, deletion and disposal that a visitor is told of (LW-22)."""

from collections.abc import Iterator

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from sqlalchemy.orm import Session

from database.contract import Contract
from database.engine import now_of
from database.queries.corrections import Scope
from database.queries.tax_visits import corrections_told, record_told, shown_among
from webapp.corrections import MOST_SHOWN, Line, correction_header, correction_lines, correction_row
from webapp.csv_answer import CsvEncoding, csv_answer
from webapp.parts import parts
from webapp.tax_visit.blueprint import blueprint
from webapp.tax_visit.guard import tell, visiting
from webapp.texts.dates import civil_day

OF_ONE = "record"


@blueprint.get("/corrections")
def corrections() -> ResponseReturnValue:
    """Show the newest of all records of the year, or of the one that `?record=` names."""
    visit = visiting().visit
    with parts().database.reading() as session:
        scope, of = _scope(session)
        found = list(correction_lines(session, scope, MOST_SHOWN + 1))
        lines = found[:MOST_SHOWN]
        shown = shown_among(session, visit, {one.contract for one in lines})
        page = render_template(
            "tax_visit/corrections.html",
            visit=visit,
            lines=lines,
            links={one: url_for("tax_visit.record", public_id=one) for one in shown},
            is_more=len(found) > MOST_SHOWN,
            most=MOST_SHOWN,
            of=of,
        )
    _tell("tax_visit_corrections_viewed", of)
    return page


@blueprint.get("/corrections.csv")
def corrections_csv() -> Response:
    """Answer with all of them; in Japanese, as the index of the ZIP."""
    with parts().database.reading() as session:
        _asked, of = _scope(session)
        today = civil_day(now_of(session))
    with force_locale("ja"):
        header = correction_header()
    _tell("tax_visit_downloaded", of, what="corrections")
    name = f"訂正・削除の履歴_{today:%Y%m%d}.csv"
    return csv_answer(name, header, map(correction_row, _all()), CsvEncoding.UTF_8)


def _all() -> Iterator[Line]:
    with parts().database.reading() as session, force_locale("ja"):
        scope, _of = _scope(session)
        yield from correction_lines(session, scope)


def _scope(session: Session) -> tuple[Scope, Contract | None]:
    """Return what is told of, and the one record it is about, if any; one it knows nothing of is 404."""
    visit, asked = visiting().visit, request.args.get(OF_ONE, "")
    if not asked:
        return corrections_told(visit), None
    found = record_told(session, visit, asked) or abort(404)
    return corrections_told(visit, found), found


def _tell(code: str, of: Contract | None, **facts: str | int) -> None:
    with parts().database.writing() as session:
        tell(session, visiting().visit, code, of.public_id if of else "", **facts)
