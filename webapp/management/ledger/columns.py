"""The columns of 契約台帳: items that may be changed, what is computed, own items of types (MK-06)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.metadata import OWN_ITEM, Item
from contracts.preset_spelling import preset_from
from contracts.type_preset import CustomField
from database.contract_type import ContractType
from database.queries.archive import Order
from webapp.texts.metadata import LABELS

MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """`order` is what its heading sorts by; only an item `is_item` is changed here, the others follow."""

    key: str
    label: str | LazyString
    order: Order | None = None
    is_item: bool = False


COMPUTED = (
    LedgerColumn("others", _l("相手方")),
    LedgerColumn("number", _l("契約番号"), Order.NUMBER),
    LedgerColumn("document", _l("ドキュメント名")),
    LedgerColumn("type", _l("契約種別")),
    LedgerColumn("stage", _l("契約締結状況")),
    LedgerColumn("life", _l("契約期間")),
    LedgerColumn("traded_on", _l("取引年月日"), Order.TRADED),
    LedgerColumn("notice_by", _l("更新拒絶期限日")),
    LedgerColumn("retain_until", _l("保存期限")),
    LedgerColumn("received_on", _l("受付日")),
    LedgerColumn("days_taken", _l("所要日数")),
    LedgerColumn("first_review", _l("初回レビュー日数")),
    LedgerColumn("changed_at", _l("最終更新日"), Order.CHANGED),
    LedgerColumn("changed_by", _l("最終更新者")),
    LedgerColumn("owner", _l("担当者")),
    LedgerColumn("folder", _l("フォルダ")),
    LedgerColumn("tags", _l("タグ")),
)
ORDERS = {Item.ENDS_ON.value: Order.ENDS, Item.AMOUNT.value: Order.AMOUNT}
ITEMS = tuple(
    LedgerColumn(item.value, LABELS.get(item.value, item.value), ORDERS.get(item.value), is_item=True)
    for item in Item
)
USUAL = ("others", "agreed_on", "stage", "starts_on", "ends_on", "auto_renews", "notice_by", "amount")


def ledger_columns(types: Iterable[ContractType]) -> Mapping[str, LedgerColumn]:
    """Return every column by its key, own items of all 契約種別 last."""
    fixed = {one.key: one for one in (*COMPUTED[:4], *ITEMS, *COMPUTED[4:])}
    own = own_fields(types)
    return {**fixed, **{key: LedgerColumn(key, one.label, is_item=True) for key, one in own.items()}}


def own_fields(types: Iterable[ContractType]) -> Mapping[str, CustomField]:
    """Return the own items of all types by their keys; types that share a code share a column."""
    fields = [one for kind in types for one in preset_from(kind.preset).items]
    return {f"{OWN_ITEM}{one.code}": one for one in fields}


def chosen(keys: Iterable[str], known: Mapping[str, LedgerColumn]) -> Sequence[LedgerColumn]:
    """Return the columns asked for that there are, in their order; the usual ones for none."""
    found = [known[key] for key in dict.fromkeys(keys) if key in known][:MOST_COLUMNS]
    return found or [known[key] for key in USUAL if key in known]
