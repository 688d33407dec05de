"""What every export shares: it is told to the audit log, and CP932 asks before it loses a character."""

from collections.abc import Callable, Iterator

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from database.audit import Told, append_audit
from database.engine import now_of
from webapp.access.staff import staff, staff_origin
from webapp.compliance.days import Days
from webapp.csv_answer import CsvEncoding, Row, csv_answer, encoding_asked, unmappable
from webapp.parts import parts

MOST_SHOWN = 50
Rows = Callable[[], Iterator[Row]]


def tell_export(code: str, subject: str, **facts: str | int) -> None:
    origin = staff_origin()
    with parts().database.writing() as session:
        told = Told(code, origin.actor, subject, {"address": origin.address, **facts})
        append_audit(session, staff().organization.id, told, now_of(session))


def spelled(days: Days) -> dict[str, str | int]:
    """Return the range as facts of the audit log."""
    named = {"from": days.first, "to": days.last}
    return {name: day.isoformat() for name, day in named.items() if day}


def as_csv(name: str, header: Row, rows: Rows, tell: Callable[[CsvEncoding], None]) -> ResponseReturnValue:
    """Answer with the file, or with a page that names the characters CP932 lacks; a file is told first."""
    encoding = encoding_asked()
    if encoding is CsvEncoding.CP932 and request.args.get("replace") != "yes":
        missing = unmappable(rows())
        if missing:
            return _asks(dict(missing.most_common(MOST_SHOWN)), len(missing))
    tell(encoding)
    return csv_answer(name, header, rows(), encoding)


def _asks(missing: dict[str, int], kinds: int) -> Response:
    here = {**(request.view_args or {}), **request.args.to_dict()}
    here.pop("encoding", None)
    endpoint = str(request.endpoint)
    page = render_template(
        "compliance/unmappable.html",
        missing=missing,
        kinds=kinds,
        utf8_url=url_for(endpoint, **here),
        replaced_url=url_for(endpoint, **here, encoding=CsvEncoding.CP932, replace="yes"),
    )
    return make_response(page, 409)
