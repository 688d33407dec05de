"""契約情報 in words: the name of each item, how it is asked for, what it says, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.custom_values import CustomValue
from contracts.metadata import ANSWER, NO, NO_AMOUNT, OWN_ITEM, YES, Item, Source, amount_from
from contracts.type_preset import CustomField, FieldKind
from webapp.texts.custom_values import shown_value
from webapp.texts.dates import table_date
from webapp.texts.draft_faults import SENTENCES as DRAFT_FAULTS
from webapp.texts.money import money
from webapp.texts.renewals import answer_words
from webapp.texts.tax_keeping import KEPT_AS

DAY, TICK, CHOICE, AMOUNT, MEMO, LINE = "day", "tick", "choice", "amount", "memo", "line"
LABELS: dict[str, LazyString] = {
    Item.AGREED_ON: _l("契約締結日"),
    Item.STARTS_ON: _l("契約開始日"),
    Item.ENDS_ON: _l("契約終了日"),
    Item.OPEN_ENDED: _l("期間の定めなし"),
    "auto_renews": _l("自動更新"),
    "renews_for": _l("更新期間"),
    "notice": _l("更新拒絶期限"),
    "ending": _l("終了予定"),
    "terminated_on": _l("解約日"),
    ANSWER: _l("更新判断"),
    "title": _l("文書名"),
    "counterparties": _l("相手方"),
    Item.AMOUNT: _l("金額"),
    Item.MEMO: _l("特記事項（社内用のメモ）"),
    Item.KEPT_AS: _l("保存区分"),
    Item.STORED_AT: _l("保管場所"),
    Item.BOX: _l("箱番号"),
}
KINDS: Mapping[str, str] = {
    Item.AGREED_ON: DAY,
    Item.STARTS_ON: DAY,
    Item.ENDS_ON: DAY,
    "terminated_on": DAY,
    Item.OPEN_ENDED: TICK,
    "ending": TICK,
    "auto_renews": CHOICE,
    Item.KEPT_AS: CHOICE,
    Item.AMOUNT: AMOUNT,
    Item.MEMO: MEMO,
}
HINTS: dict[str, LazyString] = {
    DAY: _l("例：2026/4/1、令和8年4月1日"),
    AMOUNT: _l("例：1,200,000、120万円（税抜）。契約に金額の記載がなければ「記載なし」"),
    "renews_for": _l("例：1年、6か月"),
    "notice": _l("契約終了日の何日前・何か月前までに申し出るか。例：3か月前、90日前"),
    Item.STORED_AT: _l("紙の原本を置いた場所。例：本社3階 書庫A"),
    Item.BOX: _l("紙の原本を入れた箱やファイルの番号"),
}
TICKED: dict[str, LazyString] = {NO: _l("いいえ"), YES: _l("はい")}
RENEWS: dict[str, LazyString] = {"": _l("未入力"), YES: _l("あり"), NO: _l("なし")}
SOURCES: dict[str, LazyString] = {
    Source.PERSON: _l("画面での入力"),
    Source.SHEET: _l("CSV・Excelの取り込み"),
    Source.BULK: _l("一括変更"),
    Source.IMPORT: _l("締結済み契約の登録"),
    Source.READING: _l("本文からの読み取りを確認"),
    Source.RENEWAL: _l("契約の更新"),
    Source.RELATION: _l("関連する契約から"),
}
FAULTS: dict[str, LazyString] = {
    **{code: DRAFT_FAULTS[code] for code in ("ends_before_start", "ends_although_open", "day_unreadable")},
    "amount_unreadable": DRAFT_FAULTS["amount_unreadable"],
    "tick_unreadable": _l("「はい」か「いいえ」を入力してください。"),
    "line_too_long": _l("200文字以内で入力してください。"),
    "memo_too_long": _l("20,000文字以内で入力してください。"),
    "keeping_unknown": _l("「電子取引」「スキャナ」「紙原本」のどれかを入力してください。"),
    "period_unreadable": _l("期間を読み取れません。「3か月」「90日」「1年」のように入力してください。"),
    "number_unreadable": _l("数値を読み取れません。"),
    "choice_unknown": _l("契約種別の選択肢から選んでください。"),
    "custom_too_long": _l("500文字以内で入力してください。"),
    "item_unknown": _l("この契約種別に、この項目はありません。"),
}


def item_label(item: str, own: Sequence[CustomField] = ()) -> str:
    """Return the name people read; one of a 契約種別 that has gone is called by its code."""
    if item in LABELS:
        return str(LABELS[item])
    code = item.removeprefix(OWN_ITEM)
    return next((one.label for one in own if one.code == code), code)


def item_kind(item: str, own: Sequence[CustomField] = ()) -> str:
    if item.startswith(OWN_ITEM):
        kinds = {one.code: one.kind for one in own}
        return {FieldKind.DATE.value: DAY, FieldKind.CHOICE.value: CHOICE}.get(
            kinds.get(item.removeprefix(OWN_ITEM), ""), LINE
        )
    return KINDS.get(item, LINE)


def item_hint(item: str, own: Sequence[CustomField] = ()) -> str:
    helped = next((one.help for one in own if f"{OWN_ITEM}{one.code}" == item), "")
    return helped or str(HINTS.get(item) or HINTS.get(item_kind(item, own)) or "")


def item_choices(item: str, own: Sequence[CustomField] = ()) -> list[tuple[str, str]]:
    """Return value and words of each that may be chosen."""
    known: dict[str, Mapping[str, LazyString]] = {
        "auto_renews": RENEWS,
        Item.KEPT_AS: {kept.value: label for kept, label in KEPT_AS.items()},
    }
    if item in known:
        return [(value, str(label)) for value, label in known[item].items()]
    if item_kind(item, own) == TICK:
        return [(value, str(label)) for value, label in TICKED.items()]
    choices = next((one.choices for one in own if f"{OWN_ITEM}{one.code}" == item), ())
    return [("", str(_("未入力"))), *((one, one) for one in choices)]


def item_shown(item: str, value: str, own: Sequence[CustomField] = ()) -> str:
    """Return the words for a value; a day of 2026-04-01 as 2026/04/01. Empty for none."""
    kind = item_kind(item, own)
    if kind == AMOUNT:
        return amount_shown(value)
    if item == ANSWER:
        return answer_words(value)
    if kind == DAY and value:
        return table_date(date.fromisoformat(value))
    if item in {Item.KEPT_AS, "auto_renews"} or kind == TICK:
        return dict(item_choices(item)).get(value, "") if value else ""
    return _own_shown(item, value, own)


def item_typed(item: str, value: str, own: Sequence[CustomField] = ()) -> str:
    """Return what stands in the field: what a person would type for the value."""
    if item_kind(item, own) in {CHOICE, TICK}:
        return value
    if item == Item.AMOUNT:
        return str(_("記載なし")) if value == NO_AMOUNT else _tax_said(value)
    return item_shown(item, value, own)


def _tax_said(amount: str) -> str:
    return amount.replace("税込", str(_("税込"))).replace("税抜", str(_("税抜")))


def amount_shown(value: str) -> str:
    if value == NO_AMOUNT:
        return str(_("記載なし"))
    _state, found = amount_from(value)
    return money(found.amount, found.currency, found.tax) if found else ""


def fault_words(code: str) -> str:
    return str(FAULTS.get(code) or _("読み取れません。"))


def source_label(source: str) -> LazyString:
    return SOURCES[source]


def _own_shown(item: str, value: str, own: Sequence[CustomField]) -> str:
    field = next((one for one in own if f"{OWN_ITEM}{one.code}" == item), None)
    if field is None or not value:
        return value
    return shown_value(CustomValue(field.code, field.label, field.kind, value))
