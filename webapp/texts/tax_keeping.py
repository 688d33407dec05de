"""保存区分 and 真実性の措置 in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.tax_keeping import KeptAs, Measure

KEPT_AS: dict[KeptAs, LazyString] = {
    KeptAs.ELECTRONIC: _l("電子取引"),
    KeptAs.SCAN: _l("スキャナ"),
    KeptAs.PAPER: _l("紙原本"),
}
MEASURES: dict[Measure, LazyString] = {
    Measure.STAMPED_BEFORE: _l("① タイムスタンプが付いたものを受け取る"),
    Measure.STAMPED_AFTER: _l("② 受け取った後、速やかにタイムスタンプを付ける"),
    Measure.UNALTERED: _l("③ 訂正・削除の記録が残る、または訂正・削除できないシステムで授受し保存する"),
    Measure.BY_RULES: _l("④ 訂正・削除の防止に関する事務処理規程を定めて運用する"),
}


def kept_label(kept_as: str) -> LazyString:
    return KEPT_AS[KeptAs(kept_as)]
