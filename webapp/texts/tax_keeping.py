"""保存区分 and 真実性の措置 in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.tax_keeping import KeptAs, Measure
from contracts.tax_keys import Lacking

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

LACKING: dict[Lacking, LazyString] = {
    Lacking.TAX_KEY: _l("電帳法の検索項目（取引年月日・金額・相手方のどれか）"),
    Lacking.TRADED_ON: _l("取引年月日"),
    Lacking.AMOUNT: _l("金額"),
    Lacking.COUNTERPARTY: _l("相手方"),
    Lacking.STARTS_ON: _l("契約開始日"),
    Lacking.ENDS_ON: _l("契約終了日"),
}


def kept_label(kept_as: str) -> LazyString:
    return KEPT_AS[KeptAs(kept_as)]


def lacking_label(what: str) -> LazyString:
    return LACKING[Lacking(what)]
