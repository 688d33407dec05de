"""訂正・削除の履歴 as lines in words: what was corrected, taken away or disposed of (LW-22)."""

import heapq
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import islice

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from database.changing_metadata import own_items
from database.disposal import Tombstone
from database.metadata_change import MetadataChange
from database.queries.corrections import (
    PURGED,
    Deletion,
    Scope,
    changes_in,
    deletions_in,
    disposals_in,
)
from database.queries.people import names_of_people
from webapp.csv_answer import Row
from webapp.texts.audit import machine_name
from webapp.texts.dates import iso_jst, table_date
from webapp.texts.metadata import item_label, item_shown, source_label
from webapp.texts.names import listed

MOST_SHOWN = 200
Naming = Callable[[str], str]


class Kind(StrEnum):
    CORRECTED = "corrected"
    DELETED = "deleted"
    DISPOSED = "disposed"


KINDS = {Kind.CORRECTED: _l("記録の訂正"), Kind.DELETED: _l("書類の削除"), Kind.DISPOSED: _l("契約の廃棄")}


@dataclass(frozen=True, slots=True)
class Line:
    """`contract` is the public id, also of one that is gone; all the rest is in words."""

    at: datetime
    kind: Kind
    contract: str
    title: str
    number: str
    item: str
    was: str
    became: str
    by: str
    reason: str
    source: str = ""


def correction_lines(session: Session, scope: Scope, most: int | None = None) -> Iterator[Line]:
    """Yield all three kinds together, newest first; the session stays open until the last is taken."""
    names = _naming(session, scope.organization_id)
    kinds: tuple[Iterable[Line], ...] = (
        (_changed(row) for row in changes_in(session, scope, most)),
        (_deleted(one, names) for one in deletions_in(session, scope)),
        (_disposed(one, names) for one in disposals_in(session, scope)),
    )
    return islice(heapq.merge(*kinds, key=lambda line: line.at, reverse=True), most)


def correction_header() -> Row:
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


def correction_row(line: Line) -> Row:
    return (
        iso_jst(line.at),
        str(KINDS[line.kind]),
        line.title,
        line.number,
        line.item,
        line.was,
        line.became,
        line.by,
        line.reason,
        line.source,
        line.contract,
    )


def _naming(session: Session, organization_id: int) -> Naming:
    """Return what names who acted: a person of the organisation, or the program by its word."""

    @cache
    def name(actor: str) -> str:
        found = names_of_people(session, organization_id, {actor})
        return found.get(actor) or machine_name(actor)

    return name


def _changed(row: MetadataChange) -> Line:
    own = own_items(row.contract)
    return Line(
        at=row.at,
        kind=Kind.CORRECTED,
        contract=row.contract.public_id,
        title=row.contract.title,
        number=row.contract.number or "",
        item=item_label(row.item, own),
        was=item_shown(row.item, row.was, own),
        became=item_shown(row.item, row.became, own),
        by=row.by.name if row.by else _("（自動）"),
        reason=row.reason,
        source=str(source_label(row.source)),
    )


def _deleted(one: Deletion, names: Naming) -> Line:
    is_purged = one.code == PURGED
    return Line(
        at=one.at,
        kind=Kind.DELETED,
        contract=one.contract.public_id,
        title=one.contract.title,
        number=one.contract.number or "",
        item=_("必要書類") if is_purged else _("添付書類"),
        was=str(one.facts.get("name") or f"SHA-256 {one.facts.get('digest', '')}"),
        became=_("（削除）"),
        by=names(one.by),
        reason=_why_purged(one) if is_purged else str(one.facts.get("reason", "")),
    )


def _why_purged(one: Deletion) -> str:
    if one.facts.get("taken_back"):
        return str(_("提出者が取り消した書類の自動削除"))
    return str(_("本人確認書類の保存期間が過ぎたための自動削除"))


def _disposed(stone: Tombstone, names: Naming) -> Line:
    """What the record was found by stands where other lines have the value of before."""
    day = table_date(stone.traded_on) if stone.traded_on else _("取引年月日なし")
    proposer, approver = names(stone.proposed_by), names(stone.approved_by)
    return Line(
        at=stone.disposed_at,
        kind=Kind.DISPOSED,
        contract=stone.contract,
        title=stone.title or _("（文書名なし）"),
        number=stone.number,
        item=_("契約の記録"),
        was=listed([day, *json.loads(stone.counterparties)]),
        became=_("（廃棄）"),
        by=_("提案：%(proposer)s、承認：%(approver)s", proposer=proposer, approver=approver),
        reason=stone.reason,
    )
