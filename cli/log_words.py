"""A fault of the record as one sentence: what is wrong, where, and what the row says of itself."""

from datetime import datetime

from contracts.log_faults import Area, Fault, Wrong
from contracts.log_walk import Broken
from contracts.reasons import JST

OF_A_CHAIN = {
    Broken.MISSING: "{at}の記録がありません（削除された疑い）。",
    Broken.CHANGED: "{at}の記録が変更されています（内容とSHA-256が一致しません）。",
    Broken.INSERTED: "{at}の記録が、あとから挿入されています（次の記録が続いていません）。",
    Broken.REPLACED: "{at}の記録が、SHA-256ごと書き換えられています（前後の記録と一致しません）。",
    Broken.REWRITTEN: "{at}の範囲が、SHA-256ごと書き換えられています（{through}番のアンカーと不一致）。",
    Broken.CUT: "{at}の記録がありません（末尾の削除の疑い。{through}番まであったはずです）。",
}
OTHERS = {
    Wrong.NOT_LOGGED: "{at}の記録に対応する操作ログがありません（どちらかの書き換えの疑い）。",
    Wrong.NOT_RECORDED: "{at}の操作ログに対応する契約の記録がありません（どちらかの書き換えの疑い）。",
    Wrong.UNLIKE: "{at}の記録が指す {place} の行が、削除または変更されています。",
    Wrong.CHANGES_UNLIKE: "{at}の操作ログが指す契約情報の変更履歴が、削除または変更されています。",
    Wrong.CHANGES_UNTOLD: "操作ログにない契約情報の変更履歴があります（挿入の疑い）。",
    Wrong.VALUE_UNLIKE: "契約情報（{place}）のいまの値が、変更履歴と一致しません（書き換えの疑い）。",
    Wrong.STONE_UNLIKE: "廃棄の記録が、操作ログと一致しません（改ざん、または承認のない廃棄の疑い）。",
    Wrong.UNFOUNDED: "どの記録にもない署名済みファイルの行があります（revision {place}）。",
    Wrong.FILE_MISSING: "アンカー{sequence}番のファイルがありません（{place}）。",
    Wrong.FILE_CHANGED: "アンカー{sequence}番のファイルが変更されています（{place}）。",
    Wrong.ROW_MISSING: "アンカー{sequence}番の行がデータベースにありません（ファイルは {place}）。",
    Wrong.ROW_CHANGED: "アンカー{sequence}番の行がデータベースで変更されています（ファイルは {place}）。",
    Wrong.NOT_LINKED: "アンカー{sequence}番が、前のアンカーに続いていません（削除か差し替えの疑い）。",
    Wrong.TOKEN_FALSE: "アンカー{sequence}番のタイムスタンプが、その内容と一致しません（{place}）。",
    Wrong.TOKEN_UNTRUSTED: "アンカー{sequence}番のタイムスタンプの発行元を確認できません（{place}）。",
    Wrong.ANCHOR_GONE: "アンカー{sequence}番から{through}番がありません（操作ログには記録があります）。",
    Wrong.EXCHANGED: "アンカー{sequence}番のタイムスタンプが、操作ログの記録と違います（差し替えの疑い）。",
    Wrong.ORGANIZATION_GONE: "アンカーにある会社（組織）{organization} が、データベースにありません。",
}
PARTS = {Area.LOG: "監査ログ", Area.CONTRACT: "契約の記録", Area.FILED: "契約の記録"}


def sentence(fault: Fault) -> str:
    form = OTHERS[Wrong(fault.kind)] if fault.kind in set(Wrong) else OF_A_CHAIN[Broken(fault.kind)]
    return _where(fault) + form.format(
        at=_rows(fault),
        through=fault.through,
        sequence=fault.sequence,
        place=fault.place,
        organization=fault.organization,
    )


def _where(fault: Fault) -> str:
    if fault.kind == Wrong.ORGANIZATION_GONE or fault.area is Area.ANCHOR:
        return ""
    contract = f" 契約 {fault.contract}" if fault.contract else ""
    return f"{fault.organization}:{contract} {PARTS[fault.area]}: "


def _rows(fault: Fault) -> str:
    """Return e.g. `3番（2026-11-21 13:02:03 +09:00、downloaded）`."""
    number = (
        f"{fault.sequence}番"
        if fault.through == fault.sequence
        else f"{fault.sequence}番から{fault.through}番"
    )
    if fault.kind == Broken.CUT:
        number = f"{fault.sequence}番から後"
    told = [*([f"{_instant(fault.at)}"] if fault.at else []), *([fault.code] if fault.code else [])]
    return f"{number}（{'、'.join(told)}）" if told else number


def _instant(at: str) -> str:
    """An instant that somebody changed may be no instant: then it is shown as it stands."""
    try:
        return f"{datetime.fromisoformat(at).astimezone(JST):%Y-%m-%d %H:%M:%S} +09:00"
    except ValueError:
        return at
