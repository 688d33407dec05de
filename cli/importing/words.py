"""What the command says of files, rows and columns."""

from collections.abc import Iterable

from contracts.import_sheet import FIXED, ITEMS
from contracts.importing import FileOutcome, Twin
from database.import_meaning import Fault

OUTCOMES = {
    FileOutcome.WAITING: "未処理",
    FileOutcome.BAD: "対象外（エラー）",
    FileOutcome.IMPORTED: "登録済み",
    FileOutcome.REFUSED: "登録できません",
    FileOutcome.DUPLICATE: "重複の可能性（未登録）",
    FileOutcome.SKIPPED: "登録しない",
}
TWINS = {
    Twin.BY_FILE: "同じファイルが登録されています",
    Twin.BY_FACTS: "契約書名・相手方・締結日が同じ契約があります",
    Twin.JOB_FILE: "今回の中に同じファイルがあります",
    Twin.JOB_FACTS: "今回の中に契約書名・相手方・締結日が同じファイルがあります",
    Twin.UNSEEN: "同じファイルがすでに登録されています（表示できない契約です）",
}
SHEET = {
    "sheet_empty": "台帳に行がありません。",
    "sheet_too_long": "台帳の行が多すぎます（10,000行まで）。",
    "sheet_too_large": "台帳が大きすぎます（5MBまで）。",
    "sheet_no_text": "台帳はCSVではありません。表計算ソフトで「CSV」として保存してください。",
    "sheet_unreadable": "台帳をCSVとして読み取れません。UTF-8かShift_JISで保存してください。",
    "sheet_column_unknown": "台帳の列「{column}」は使えません。列名をご確認ください。",
    "sheet_column_twice": "台帳に列「{column}」が2つあります。",
    "sheet_column_missing": "台帳に列「{column}」がありません。",
}
FAULTS = {
    "empty": "ファイルが空です",
    "too_large": "ファイルが大きすぎます（50MBまで）",
    "not_pdf": "PDFではありません",
    "needs_password": "開くのにパスワードが必要なPDFです。パスワードを外してください",
    "damaged": "PDFが壊れているため読み取れません",
    "too_many_pages": "ページ数が多すぎます",
    "too_complex": "PDFの構造が複雑すぎるため読み取れません",
    "name_too_long": "ファイル名が長すぎます",
    "name_unreadable": "ファイル名の文字コードがUTF-8ではありません。名前を付け直してください",
    "file_unreadable": "ファイルを読み取れません。権限をご確認ください",
    "file_gone": "ファイルが見つかりません",
    "file_lost": "保存されたファイルを読み取れません",
    "file_changed": "取込を始めた後にファイルが変わりました",
    "file_missing": "台帳の行に当たるファイルがありません",
    "file_named_twice": "同じファイル名の行が前にもあります",
    "file_ambiguous": "同じ名前のファイルが2つ以上あります",
    "row_missing": "台帳に行がありません",
    "owner_may_not_import": "取込を始めた人に、登録する権限がありません",
    "folder_shut": "保管先のフォルダーに登録する権限がありません",
    "limit_reached": "組織の上限に達しました",
    "title_too_long": "契約書名が長すぎます（150文字まで）",
    "type_unknown": "契約種別がありません",
    "owner_unknown": "自社担当者が見つかりません",
    "how_unknown": "締結方法は「紙」か「電子」です",
    "too_many_parties": "相手方が多すぎます（20まで）",
    "party_too_long": "相手方の名前が長すぎます（200文字まで）",
    "day_unreadable": "日付として読めません",
    "amount_unreadable": "金額として読めません",
    "tick_unreadable": "「はい」か「いいえ」です",
    "period_unreadable": "期間として読めません（例: 1年、3か月、90日）",
    "keeping_unknown": "保存区分は「電子取引」「スキャナ」「紙原本」です",
    "line_too_long": "長すぎます（200文字まで）",
    "memo_too_long": "長すぎます（20,000文字まで）",
    "item_unknown": "この契約種別にない項目です",
    "ends_before_start": "終了日が開始日より前です",
}


def sentence(fault: Fault) -> str:
    column, code, typed = fault
    name = FIXED.get(column) or ITEMS.get(column) or column
    said = FAULTS.get(code, code)
    return shown(f"{name}「{typed}」: {said}" if typed else said)


def sentences(faults: Iterable[Fault]) -> str:
    return "、".join(sentence(fault) for fault in faults)


def shown(text: str) -> str:
    """Return the text as a terminal may have it: the name of a file commands nothing."""
    return "".join(one if one.isprintable() else "?" for one in text)
