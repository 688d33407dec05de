"""表示する列: which facts of a contract the list shows beside its name, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from database.queries.archive import Order


@dataclass(frozen=True, slots=True)
class Column:
    """`order` is what its heading sorts by, None where no index would do it."""

    key: str
    label: LazyString
    order: Order | None = None


COLUMNS = {
    one.key: one
    for one in (
        Column("stage", _l("状態")),
        Column("parties", _l("署名ステータス")),
        Column("others", _l("相手方")),
        Column("ends_on", _l("契約終了日"), Order.ENDS),
        Column("submitted_at", _l("送信日"), Order.SUBMITTED),
        Column("waiting", _l("依頼からの日数")),
        Column("due", _l("署名の期限"), Order.DUE),
        Column("number", _l("契約番号"), Order.NUMBER),
        Column("type", _l("契約種別")),
        Column("owner", _l("担当者")),
        Column("folder", _l("フォルダ")),
        Column("tags", _l("タグ")),
        Column("kept_as", _l("保存区分")),
        Column("traded_on", _l("取引年月日"), Order.TRADED),
        Column("amount", _l("金額"), Order.AMOUNT),
        Column("starts_on", _l("契約開始日")),
        Column("notice_by", _l("更新拒絶期限"), Order.NOTICE),
        Column("auto_renews", _l("自動更新")),
        Column("checked", _l("確認済み")),
        Column("concluded_at", _l("締結処理の完了日時"), Order.CONCLUDED),
        Column("changed_at", _l("更新日時"), Order.CHANGED),
    )
}
USUAL = ("stage", "others", "ends_on", "submitted_at")


def columns_in(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the known ones among `keys`, once each, in their order."""
    return tuple(key for key in dict.fromkeys(keys) if key in COLUMNS)


def placed(chosen: Iterable[str], places: dict[str, int]) -> tuple[str, ...]:
    """Return the chosen columns by the numbers typed beside them; without a number they come last."""
    known = list(COLUMNS)
    return tuple(sorted(columns_in(chosen), key=lambda key: (places.get(key, len(known)), known.index(key))))
