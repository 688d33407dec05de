"""署名位置: the names of boxes, and why one cannot be kept."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.boxes import BoxKind
from database.party import Party

KINDS: dict[BoxKind, LazyString] = {
    BoxKind.SEAL: _l("署名ボックス"),
    BoxKind.NAMING: _l("記名"),
    BoxKind.TEXT: _l("フリーテキスト"),
    BoxKind.CHECK: _l("チェックボックス"),
}
BOX_MARKS: dict[BoxKind, LazyString] = {
    BoxKind.SEAL: _l("署名"),
    BoxKind.NAMING: _l("記名"),
    BoxKind.TEXT: _l("入力"),
    BoxKind.CHECK: _l("☑"),
}
"""What stands in the box itself, where there is room."""
FAULTS: dict[str, LazyString] = {
    "unknown_party": _l("当事者が変わりました。画面を読み込み直してください。"),
    "kind_not_for_party": _l("この当事者には置けない種類です。当事者か、文書情報の設定を変えてください。"),
    "no_such_page": _l("そのページはありません。文書のページ数をご確認ください。"),
    "document_not_signed": _l("この当事者が署名しない文書です。ほかの文書に置いてください。"),
    "outside_page": _l("ページからはみ出しています。位置か大きさを変えてください。"),
    "too_small": _l("小さすぎます。大きさを変えてください。"),
    "too_large": _l("大きすぎます。大きさを変えてください。"),
    "label_too_long": _l("項目名は200文字以内で入力してください。"),
    "same_twice": _l("画面を読み込み直して、もう一度置いてください。"),
    "too_many": _l(
        "1人の当事者に置けるのは、入力項目20個、署名ボックス100個までです。不要なものを削除してください。"
    ),
    "inputs_are_settled": _l(
        "送信したあとは、入力項目を増やしたり、ほかの当事者に移したりできません。位置と大きさだけを変えてください。"
    ),
    "unreadable": _l("数字で入力してください。例：30"),
}


def fault_sentence(code: str) -> str:
    return str(FAULTS[code])


def called(party: Party) -> str:
    """Return how a party is named on the page: 借主 佐藤 一郎."""
    return " ".join(filter(None, (party.role, party.name or party.company))) or str(_l("当事者"))
