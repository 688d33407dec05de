"""訂正・削除の履歴: what was corrected, taken away or disposed of in a period, over all contracts (LW-22)."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.reasons import JST
from contracts.roles import Permission
from contracts.tax_keeping import KeptAs
from database.contract import Contract
from database.queries.contracts import may_see
from database.queries.corrections import Scope
from database.queries.disposals import stones_readable
from webapp.access.staff import staff
from webapp.compliance.blueprint import blueprint
from webapp.compliance.exporting import as_csv, tell_export
from webapp.compliance.tax_period import Asked, period_asked
from webapp.corrections import (
    MOST_SHOWN,
    Line,
    correction_header,
    correction_lines,
    correction_row,
)
from webapp.parts import parts


@blueprint.get("/corrections")
def corrections() -> ResponseReturnValue:
    asked = period_asked()
    lines = list(_lines(asked, MOST_SHOWN + 1)) if not asked.days.faults else []
    page = render_template(
        "compliance/corrections.html",
        asked=asked,
        lines=lines[:MOST_SHOWN],
        links={one.contract: url_for("management.contract", public_id=one.contract) for one in lines},
        is_more=len(lines) > MOST_SHOWN,
        most=MOST_SHOWN,
        keepings=[one.value for one in KeptAs],
    )
    return page, 422 if asked.days.faults else 200


@blueprint.get("/corrections.csv")
def corrections_csv() -> ResponseReturnValue:
    """Answer with all of the period, however many."""
    asked = period_asked()
    return as_csv(
        _("訂正・削除の履歴.csv"),
        correction_header(),
        lambda: map(correction_row, _lines(asked, None)),
        lambda encoding: tell_export(
            "tax_report_exported", "", report="corrections", **asked.spelled, encoding=encoding.value
        ),
    )


def _lines(asked: Asked, most: int | None) -> Iterator[Line]:
    begin = datetime.combine(asked.first, time(), JST)
    span = begin, datetime.combine(asked.last + timedelta(days=1), time(), JST)
    kept = [Contract.kept_as == asked.kept_as.value] if asked.kept_as else []
    stones = stones_readable(staff()) if staff().may(Permission.DISPOSE) else None
    scope = Scope(staff().organization.id, [may_see(staff()), *kept], stones=stones, span=span)
    with parts().database.reading() as session:
        yield from correction_lines(session, scope, most)
