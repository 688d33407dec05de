"""契約種別: the words of its settings."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.type_preset import CodeUse, FieldKind

SIDES: dict[str, LazyString] = {
    "theirs": _l("相手方"),
    "ours": _l("自社の側（自社の立場によって、自社署名者になります）"),
    "own": _l("自社署名者"),
}
CODE_USES: dict[str, LazyString] = {
    CodeUse.OPTIONAL.value: _l("任意"),
    CodeUse.REQUIRED.value: _l("必須"),
    CodeUse.OFF.value: _l("使わない"),
}
FIELD_KINDS: dict[str, LazyString] = {
    FieldKind.TEXT.value: _l("文字"),
    FieldKind.NUMBER.value: _l("数値"),
    FieldKind.DATE.value: _l("日付"),
    FieldKind.CHOICE.value: _l("選択肢"),
}
EDELIVERY: dict[str, LazyString] = {
    "": _l("求めない"),
    "article37": _l("宅地建物取引業法37条の書面（締結後に、借主・貸主へ）"),
    "construction": _l("建設工事の請負契約（文書を開く前に）"),
    "consumer": _l("特定商取引法などの書面（文書を開く前に、文の入力で）"),
    "labour": _l("労働条件通知書（文書を開く前に）"),
    "fixed_term_lease": _l("定期建物賃貸借の事前説明（文書を開く前に、借主へ）"),
    "freelance": _l("フリーランスとの取引（求められたときだけ紙で）"),
    "notarial": _l("公正証書が必要（電子では送信できません）"),
}
