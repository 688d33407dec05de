"""訂正・削除の履歴: every changed value and every removal of a period, over all contracts (LW-22)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.reasons import JST
from contracts.tax_keeping import KeptAs
from database.changing_metadata import own_items
from database.contract import Contract
from database.metadata_change import MetadataChange
from database.queries.corrections import Deletion, changes_within, deletions_within
from database.queries.people import names_of_people
from webapp.access.staff import staff
from webapp.compliance.blueprint import blueprint
from webapp.compliance.exporting import as_csv, tell_export
from webapp.compliance.tax_period import Asked, period_asked
from webapp.csv_answer import Row
from webapp.parts import parts
from webapp.texts.audit import machine_name
from webapp.texts.dates import iso_jst
from webapp.texts.metadata import item_label, item_shown, source_label

MOST, MOST_SHOWN = 50_000, 200


@dataclass(frozen=True, slots=True)
class Line:
    """A change, or a removal where `is_deletion`; all in words."""

    at: datetime
    contract: Contract
    item: str
    was: str
    became: str
    by: str
    reason: str
    source: str
    is_deletion: bool = False


@blueprint.get("/corrections")
def corrections() -> ResponseReturnValue:
    asked = period_asked()
    lines = _lines(asked, MOST_SHOWN + 1) if not asked.days.faults else []
    page = render_template(
        "compliance/corrections.html",
        asked=asked,
        lines=lines[:MOST_SHOWN],
        is_more=len(lines) > MOST_SHOWN,
        most=MOST_SHOWN,
        keepings=[one.value for one in KeptAs],
    )
    return page, 422 if asked.days.faults else 200


@blueprint.get("/corrections.csv")
def corrections_csv() -> ResponseReturnValue:
    asked = period_asked()
    return as_csv(
        _("訂正・削除の履歴.csv"),
        _header(),
        lambda: map(_row, _lines(asked, MOST)),
        lambda encoding: tell_export(
            "tax_report_exported", "", report="corrections", **asked.spelled, encoding=encoding.value
        ),
    )


def _lines(asked: Asked, most: int) -> list[Line]:
    """Return both kinds together, newest first."""
    begin = datetime.combine(asked.first, time(), JST)
    span = begin, datetime.combine(asked.last + timedelta(days=1), time(), JST)
    with parts().database.reading() as session:
        changed = [_changed(row) for row in changes_within(session, staff(), span, asked.kept_as, most)]
        gone = list(_gone(session, list(deletions_within(session, staff(), span, asked.kept_as, most))))
    return sorted([*changed, *gone], key=lambda line: line.at, reverse=True)[:most]


def _changed(row: MetadataChange) -> Line:
    own = own_items(row.contract)
    return Line(
        at=row.at,
        contract=row.contract,
        item=item_label(row.item, own),
        was=item_shown(row.item, row.was, own),
        became=item_shown(row.item, row.became, own),
        by=row.by.name if row.by else _("（自動）"),
        reason=row.reason,
        source=str(source_label(row.source)),
    )


def _gone(session: Session, deletions: list[Deletion]) -> Iterator[Line]:
    names = names_of_people(session, staff().organization.id, {one.by for one in deletions})
    for one in deletions:
        yield Line(
            at=one.at,
            contract=one.contract,
            item=_("添付書類") if one.code == "attachment_removed" else _("必要書類"),
            was=str(one.facts.get("name", "")),
            became=_("（削除）"),
            by=names.get(one.by) or str(machine_name(one.by)),
            reason=str(one.facts.get("reason", "")),
            source="",
            is_deletion=True,
        )


def _header() -> Row:
    return (
        _("日時"),
        _("種類"),
        _("文書名"),
        _("契約番号"),
        _("項目"),
        _("変更前"),
        _("変更後"),
        _("変更した人"),
        _("理由"),
        _("変更の方法"),
        _("文書ID"),
    )


def _row(line: Line) -> Row:
    return (
        iso_jst(line.at),
        _("削除") if line.is_deletion else _("訂正"),
        line.contract.title,
        line.contract.number,
        line.item,
        line.was,
        line.became,
        line.by,
        line.reason,
        line.source,
        line.contract.public_id,
    )
