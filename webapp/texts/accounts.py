"""The words for accounts: their state, and what is wrong with a row of a sheet of them."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.user_sheet import SheetFault

STATES: dict[str, LazyString] = {
    "invited": _l("仮パスワード"),
    "active": _l("利用中"),
    "disabled": _l("停止中"),
}
TONES = {"invited": "ours", "active": "done", "disabled": "stopped"}
ROW_FAULTS: dict[str, LazyString] = {
    "unreadable": _l("CSVとして読み取れません。UTF-8かShift_JISで保存してください。"),
    "header": _l("1行目の見出しが違います。ひな形の見出しに合わせてください。"),
    "too_long": _l("200件までに分けてください。"),
    "empty": _l("利用者の行がありません。"),
    "missing": _l("入力してください。"),
    "longer": _l("長すぎます。"),
    "mail": _l("メールアドレスの形で入力してください。"),
    "role": _l("役割の名前が違います。ひな形の書き方に合わせてください。"),
    "phone": _l("電話番号を「03-1234-5678」のように入力してください。"),
    "language": _l("「日本語」か「英語」と入力してください。"),
    "twice": _l("同じメールアドレスが前の行にもあります。"),
    "taken": _l("このメールアドレスは使えません。"),
    "disabled": _l("停止中の利用者です。先に利用を再開してください。"),
    "not_on_yourself": _l("ご自身の役割は変更できません。"),
    "only_by_administrators": _l("管理者の登録と変更は、管理者だけができます。"),
}


def fault_words(fault: SheetFault) -> str:
    words = str(ROW_FAULTS[fault.code])
    if not fault.column:
        return words
    return str(_("%(row)s行目「%(column)s」：%(why)s", row=fault.row, column=fault.column, why=words))
