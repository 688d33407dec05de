"""契約台帳: what is wrong with a sheet, and what became of each row of a plan."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.ledger_sheet import SheetFault
from webapp.texts.metadata import FAULTS

SHEET_FAULTS: dict[str, LazyString] = {
    "unreadable": _l(
        "CSVとして読み取れません。UTF-8かShift_JISのCSV、またはExcel（.xlsx）を選んでください。"
    ),
    "damaged": _l("Excelファイルとして読み取れません。.xlsx形式で保存し直してください。"),
    "too_heavy": _l("Excelファイルの中身が大きすぎます。必要な行だけにしてください。"),
    "too_large": _l("ファイルが大きすぎます。20MB以下にしてください。"),
    "busy": _l("ただいま混み合っています。少し待ってから、もう一度お試しください。"),
    "empty": _l("読み込める行がありません。"),
    "no_key": _l("「ID」か「契約番号」の列がありません。ひな形の見出しをお使いください。"),
    "too_long": _l("10,000行、200列までです。ファイルを分けてください。"),
    "too_wide": _l("見出しのない列に値があります。"),
    "column_unknown": _l("この見出しの列は台帳にありません。見出しを直すか、列を消してください。"),
    "column_twice": _l("同じ見出しの列が2つあります。"),
    "not_found": _l("IDか契約番号の契約が見つかりません。"),
    "not_allowed": _l("この契約を変更する権限がありません。"),
    "twice": _l("同じ契約の行が2つあります。"),
    "keys_differ": _l(
        "IDの契約の契約番号と違います。行がずれていないか確かめてください。IDだけで見分けるときは、この欄を空にします。"
    ),
    "edition_unknown": _l("出力したときの値ではありません。台帳を出力し直すか、この欄を空にしてください。"),
    "not_of_type": _l("この契約の契約種別に、この項目はありません。"),
    "no_end_date": _l("契約終了日がないため、延長できません。"),
    "changed_meanwhile": _l("出力した後に、ほかの人がこの項目を変更しました。台帳を出力し直してください。"),
}
OUTCOMES: dict[str, tuple[LazyString, str]] = {
    "": (_l("未反映"), "stopped"),
    "done": (_l("反映しました"), "done"),
    "conflict": (_l("確認中にほかの人が変更したため、反映していません"), "alert"),
    "contradicts": (_l("日付が合わなくなったため、反映していません"), "alert"),
    "item_gone": (_l("この項目が使われなくなったため、反映していません"), "alert"),
    "not_allowed": (_l("見つからないか権限がないため、反映していません"), "alert"),
}


def fault_sentence(fault: SheetFault) -> str:
    """Return e.g. 「3行目・契約終了日：日付を読み取れません。」; what concerns the whole has no row."""
    words = str(SHEET_FAULTS.get(fault.code) or FAULTS.get(fault.code) or _("読み取れません。"))
    if fault.column:
        return str(_("%(row)s行目・%(column)s：%(words)s", row=fault.row, column=fault.column, words=words))
    return words if fault.row == 1 else str(_("%(row)s行目：%(words)s", row=fault.row, words=words))
