"""締結済み契約を登録: states, results, and what is wrong with a file, a row or a column."""

from collections.abc import Iterable

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.import_sheet import FIXED, ITEMS, SheetUnreadable
from contracts.importing import FileOutcome, HowConcluded, ImportState, ScanWarning, Twin
from database.import_meaning import Fault

STATES: dict[str, tuple[LazyString, str]] = {
    ImportState.PLANNED: (_l("登録前"), "draft"),
    ImportState.RUNNING: (_l("登録中"), "theirs"),
    ImportState.STOPPED: (_l("一時停止中"), "alert"),
    ImportState.FINISHED: (_l("完了"), "done"),
}
OUTCOMES: dict[str, tuple[LazyString, str]] = {
    FileOutcome.WAITING: (_l("登録待ち"), "draft"),
    FileOutcome.BAD: (_l("エラー"), "alert"),
    FileOutcome.IMPORTED: (_l("登録済み"), "done"),
    FileOutcome.REFUSED: (_l("登録できませんでした"), "alert"),
    FileOutcome.DUPLICATE: (_l("重複の可能性"), "alert"),
    FileOutcome.SKIPPED: (_l("登録しない"), "stopped"),
}
HOWS: dict[str, LazyString] = {
    HowConcluded.PAPER: _l("紙"),
    HowConcluded.ELECTRONIC: _l("電子"),
}
TWINS: dict[str, LazyString] = {
    Twin.BY_FILE: _l("同じファイルが登録されています。"),
    Twin.BY_FACTS: _l("契約書名・相手方・締結日が同じ契約があります。"),
    Twin.JOB_FILE: _l("今回選んだ中に同じファイルがあります。"),
    Twin.JOB_FACTS: _l("今回選んだ中に、契約書名・相手方・締結日が同じファイルがあります。"),
    Twin.UNSEEN: _l("同じファイルがすでに登録されています（あなたには表示できない契約です）。"),
}
SCANS: dict[str, LazyString] = {
    ScanWarning.LOW_RESOLUTION: _l("解像度が200dpiに満たないページがあります。"),
    ScanWarning.NO_COLOUR: _l(
        "カラー（赤・緑・青それぞれ256階調）でないページがあります。重要書類のスキャナ保存には、カラーで読み取ってください。"
    ),
}
SHEETS: dict[str, LazyString] = {
    "sheet_empty": _l("台帳の見出しの下に行がありません。"),
    "sheet_too_long": _l("台帳の行が多すぎます。10,000行までに分けてください。"),
    "sheet_too_large": _l("台帳が大きすぎます。5MBまでに分けてください。"),
    "sheet_no_text": _l(
        "台帳がCSVではありません。表計算ソフトのファイルは、CSV（UTF-8）の形式で保存し直してください。"
    ),
    "sheet_unreadable": _l("台帳をCSVとして読み取れません。UTF-8かShift_JISで保存してください。"),
    "sheet_column_unknown": _l("台帳の見出しの「%(column)s」は使えない列です。"),
    "sheet_column_twice": _l("台帳の見出しに「%(column)s」の列が2つ以上あります。"),
    "sheet_column_missing": _l("台帳の見出しに「%(column)s」の列がありません。"),
}
FAULTS: dict[str, LazyString] = {
    "empty": _l("ファイルが空です。"),
    "too_large": _l("ファイルが大きすぎます（1件50MBまで）。"),
    "not_pdf": _l("PDFではないファイルです。"),
    "needs_password": _l(
        "開くときにパスワードが必要なPDFです。パスワードを外してから選んでください（編集だけを制限するパスワードは、そのままで登録できます）。"
    ),
    "damaged": _l("PDFが壊れているため、読み取れません。"),
    "too_many_pages": _l("ページ数が多すぎます。"),
    "too_complex": _l("PDFの構造が複雑すぎるため、読み取れません。"),
    "busy": _l("ほかのファイルを処理中です。少し待ってから、もう一度操作してください。"),
    "zip_unusable": _l("ZIPを読み取れません。PDFだけを入れて作り直すか、PDFを直接選んでください。"),
    "name_too_long": _l("ファイル名が長すぎます。"),
    "name_unreadable": _l("ファイル名の文字コードがUTF-8ではありません。名前を付け直してください。"),
    "file_unreadable": _l("ファイルを読み取れません。権限をご確認ください。"),
    "file_gone": _l("ファイルが見つかりません。"),
    "file_lost": _l("保存したファイルを読み取れません。管理者にお知らせください。"),
    "file_changed": _l("登録を始めたあとにファイルが変わりました。"),
    "file_missing": _l("台帳のこの行に当たるファイルがありません。"),
    "file_named_twice": _l("同じファイル名の行が、台帳の前の行にもあります。"),
    "file_ambiguous": _l("同じ名前のファイルが2つ以上あります。"),
    "row_missing": _l(
        "台帳にこのファイルの行がありません。行を足して選び直すか、台帳なしで登録してください。"
    ),
    "owner_may_not_import": _l("登録を始めた人のアカウントが停止されたか、登録する権限がなくなりました。"),
    "folder_shut": _l("保管先のフォルダーに登録する権限がなくなりました。"),
    "limit_reached": _l("組織の上限に達したため、登録できませんでした。"),
    "title_too_long": _l("契約書名は150文字以内で入力してください。"),
    "type_unknown": _l("その名前の契約種別はありません。"),
    "owner_unknown": _l("自社担当者が見つかりません。利用者のメールアドレスを入力してください。"),
    "how_unknown": _l("締結方法は「紙」か「電子」と入力してください。"),
    "too_many_parties": _l("相手方が多すぎます。20までにしてください。"),
    "party_too_long": _l("相手方の名前は200文字以内で入力してください。"),
    "day_unreadable": _l("日付として読み取れません（例：2026/4/1、令和8年4月1日）。"),
    "amount_unreadable": _l("金額として読み取れません（例：1,200,000円）。"),
    "tick_unreadable": _l("「はい」か「いいえ」と入力してください。"),
    "period_unreadable": _l("期間として読み取れません（例：1年、3か月、90日）。"),
    "keeping_unknown": _l("保存区分は「電子取引」「スキャナ」「紙原本」のいずれかです。"),
    "line_too_long": _l("200文字以内で入力してください。"),
    "memo_too_long": _l("20,000文字以内で入力してください。"),
    "item_unknown": _l("この契約種別にない項目です。"),
    "ends_before_start": _l("契約終了日が契約開始日より前です。"),
}


def state_word(state: str) -> tuple[LazyString, str]:
    return STATES[state]


def outcome_word(outcome: str) -> tuple[LazyString, str]:
    return OUTCOMES[outcome]


def sheet_sentence(unreadable: SheetUnreadable) -> str:
    return str(SHEETS[unreadable.code]) % {"column": unreadable.column}


def fault_sentence(fault: Fault) -> str:
    """Return what is wrong, with the column and what stands in it where it is about a cell."""
    column, code, typed = fault
    said = str(FAULTS.get(code) or _("読み取れません。"))
    if not typed:
        return said
    name = FIXED.get(column) or ITEMS.get(column) or column
    return str(_("%(column)s「%(typed)s」：%(said)s", column=name, typed=typed, said=said))


def fault_sentences(faults: Iterable[Fault]) -> list[str]:
    return [fault_sentence((column, code, typed)) for column, code, typed in faults]
