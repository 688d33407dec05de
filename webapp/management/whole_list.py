"""The whole list as CSV: every hit, not only the page that is shown (UX-19, T33)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.roles import Permission
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.archive import listed_ids, rows_shown
from database.queries.saved_views import columns_of
from webapp.access.staff import require, staff, staff_origin
from webapp.csv_answer import CsvEncoding, Row, csv_answer, encoding_asked, unmappable
from webapp.management.blueprint import blueprint
from webapp.management.columns import USUAL, columns_in
from webapp.management.lines import beside
from webapp.management.narrowing import offered, wanted_by
from webapp.management.seeking import Sought, sought_in
from webapp.management.sheet import sheet_header, sheet_rows
from webapp.management.views import encoded, list_url
from webapp.parts import parts
from webapp.texts.dates import civil_day

MOST_LISTED = 100_000
"""Rows of one CSV. Nothing is cut off in silence: who has more is asked to narrow the list."""
AT_ONCE = 500
MOST_SHOWN = 50
"""Characters that are named to whoever would lose them."""


@dataclass(frozen=True, slots=True)
class Whole:
    """`ids` are all hits in the order of the list."""

    ids: Sequence[int]
    columns: Sequence[str]

    def rows(self) -> Iterator[Row]:
        """Read the rows some at a time, outside the turn of the writers, who would all wait for it."""
        with parts().database.reading() as session:
            known = offered(session)
            for at in range(0, len(self.ids), AT_ONCE):
                contracts = rows_shown(session, staff(), self.ids[at : at + AT_ONCE])
                yield from sheet_rows(
                    contracts, self.columns, beside(session, contracts, self.columns, known.folders)
                )
                session.expunge_all()


@blueprint.get("/contracts.csv")
def sheet() -> ResponseReturnValue:
    """Answer with the list as it is narrowed, in the columns it is shown in.

    What cannot be read is told on the list itself: an empty sheet would say that nothing was found.
    Shift_JIS that would lose a character asks first. Only the audit log is written, before the first byte.
    """
    require(Permission.DOWNLOAD)
    sought, encoding = sought_in(request.args), encoding_asked()
    if not sought.is_readable:
        return redirect(list_url(encoded(sought)))
    whole = _whole(sought)
    if len(whole.ids) > MOST_LISTED:
        most = f"{MOST_LISTED:,}"
        flash(_("CSVに保存できるのは%(most)s件までです。条件で絞り込んでください。", most=most), "warning")
        return redirect(list_url(encoded(sought)))
    if encoding is CsvEncoding.CP932 and request.args.get("replace") != "yes":
        missing = unmappable(whole.rows())
        if missing:
            return _asks(sought, dict(missing.most_common(MOST_SHOWN)), len(missing)), 409
    with parts().database.writing() as session:
        facts: dict[str, str | int] = {"rows": len(whole.ids), "address": staff_origin().address}
        told = Told("list_downloaded", staff().user.public_id, "", facts)
        append_audit(session, staff().organization.id, told, now_of(session))
    return csv_answer(f"{_('文書一覧')}.csv", sheet_header(whole.columns), whole.rows(), encoding)


def _whole(sought: Sought) -> Whole:
    with parts().database.reading() as session:
        known, today = offered(session), civil_day(now_of(session))
        columns = sought.columns or columns_in(columns_of(session, staff())) or USUAL
        wanted = wanted_by(session, sought, known, today)
        return Whole(listed_ids(session, staff(), wanted, MOST_LISTED + 1), columns)


def _asks(sought: Sought, missing: dict[str, int], kinds: int) -> str:
    sheet_url = f"{url_for('management.sheet')}?{encoded(sought)}"
    return render_template(
        "compliance/unmappable.html",
        missing=missing,
        kinds=kinds,
        utf8_url=sheet_url,
        replaced_url=f"{sheet_url}&encoding={CsvEncoding.CP932}&replace=yes",
    )
