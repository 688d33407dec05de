"""保存期限 in words: until when, by which rule, and what is missing (LW-26)."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.retention import Ground, Kept
from webapp.texts.dates import prose_date, table_date

GROUNDS: dict[Ground, LazyString] = {
    Ground.TYPE: _l("契約種別の保存年数（契約終了から）"),
    Ground.AFTER_END: _l("契約終了からの保存年数"),
    Ground.TAX: _l("税法の保存期間（申告期限の翌日から10年）"),
    Ground.NO_END: _l("契約の終了日が決まっていない"),
    Ground.HELD: _l("廃棄の停止（訴訟ホールド）"),
}


def kept_sentence(kept: Kept, *, is_over: bool) -> str:
    """Return until when the contract is kept, as one sentence."""
    if kept.holds:
        return str(_("廃棄を停止しています。停止が解除されるまで、期限なく保存します。"))
    if kept.until is None:
        return str(_("期限なく保存します。契約の終了日がまだ決まっていないためです。"))
    day = prose_date(kept.until)
    if is_over:
        return str(_("保存期間は%(day)sで満了しました。", day=day))
    return str(_("%(day)sまで保存します。それまでは、だれも廃棄できません。", day=day))


def kept_word(kept: Kept) -> str:
    """Return what stands in a cell: a day, or why there is none; empty for a draft."""
    if kept.holds:
        return str(_("廃棄を停止中"))
    if kept.until is not None:
        return table_date(kept.until)
    return str(_("終了日が未定")) if kept.grounds else ""
