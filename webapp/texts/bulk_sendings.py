"""一斉送信: states, results, and what is wrong with a file or a row."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.bulk import BulkState, Outcome
from contracts.refusals import refusal
from webapp.texts.draft_faults import SENTENCES as DRAFT_FAULTS
from webapp.texts.refusals import sentence_for

STATES: dict[str, tuple[LazyString, str]] = {
    BulkState.PREPARED: (_l("送信前"), "draft"),
    BulkState.RUNNING: (_l("送信中"), "theirs"),
    BulkState.PAUSED: (_l("一時停止中"), "alert"),
    BulkState.CANCELLED: (_l("中止済み"), "stopped"),
    BulkState.FINISHED: (_l("完了"), "done"),
}
OUTCOMES: dict[str, tuple[LazyString, str]] = {
    Outcome.WAITING: (_l("送信待ち"), "draft"),
    Outcome.BAD: (_l("エラー"), "alert"),
    Outcome.SENT: (_l("送信済み"), "done"),
    Outcome.REFUSED: (_l("送信できませんでした"), "alert"),
}
FILE_FAULTS: dict[str, LazyString] = {
    "bulk_unreadable": _l("CSVとして読み取れません。UTF-8かShift_JISで保存してください。"),
    "bulk_no_text": _l(
        "CSVではないファイルです。表計算ソフトのファイルは、CSV（UTF-8）の形式で保存し直してください。"
    ),
    "bulk_too_large": _l("ファイルが大きすぎます。5MBまでに分けてください。"),
    "bulk_too_long": _l("行が多すぎます。1,000行までに分けてください。"),
    "bulk_empty": _l("見出しの下に行がありません。1件につき1行を入力してください。"),
    "bulk_column_missing": _l(
        "見出しに「%(column)s」の列がありません。ひな形の見出しのまま保存してください。"
    ),
    "bulk_column_unknown": _l("見出しの「%(column)s」は使えない列です。ひな形にない列は削除してください。"),
    "bulk_column_twice": _l("見出しに「%(column)s」の列が2つ以上あります。1つにしてください。"),
}
ROW_FAULTS: dict[str, LazyString] = {
    "owner_may_not_send": _l("送信者のアカウントが停止されたか、送信する権限がなくなりました。"),
    "limit_reached": _l("組織の上限に達したため、送信できませんでした。"),
    "template_gone": _l("元の文書テンプレートが削除されたか、使えなくなりました。"),
    "address_outdated": _l(
        "届出が却下・変更・失効されたメールアドレスです。このアドレスに送るときは、この1件だけ下書きから送信してください。"
    ),
}
ENGINE_AWAY = _l(
    "契約を処理する仕組みが応答していません。この操作は行われていません。1分ほど待ってから、もう一度操作してください。"
)
QUESTIONS: dict[str, tuple[LazyString, LazyString, LazyString]] = {
    "pause": (
        _l("送信を一時停止しますか"),
        _l("残りの%(waiting)s件を送らずに待ちます。あとで再開できます。送信済みの契約はそのままです。"),
        _l("一時停止する"),
    ),
    "resumption": (
        _l("送信を再開しますか"),
        _l("残りの%(waiting)s件を続けて送信します。"),
        _l("再開する"),
    ),
    "cancellation": (
        _l("残りの送信を中止しますか"),
        _l("残りの%(waiting)s件は送信されません。送信済みの契約は取り消されません。元には戻せません。"),
        _l("中止する"),
    ),
    "discarding": (
        _l("送信せずに破棄しますか"),
        _l("取り込んだ行をすべて消します。まだ1件も送信していません。元のCSVファイルには影響しません。"),
        _l("破棄する"),
    ),
}


class Column(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def number(self) -> int: ...

    @property
    def field(self) -> str: ...


def state_label(state: str) -> str:
    return str(STATES[state][0])


def state_tone(state: str) -> str:
    return STATES[state][1]


def outcome_label(outcome: str) -> str:
    return str(OUTCOMES[outcome][0])


def outcome_tone(outcome: str) -> str:
    return OUTCOMES[outcome][1]


def file_fault_sentence(code: str, column: str) -> str:
    return str(FILE_FAULTS[code]) % {"column": column} if column else str(FILE_FAULTS[code])


def row_sentences(faults: Iterable[tuple[int, str, str]], columns: Sequence[Column]) -> list[str]:
    """Return a sentence for each fault of a row, the column first where a column can mend it."""
    return [_sentence(number, field, code, columns) for number, field, code in faults]


def _sentence(number: int, field: str, code: str, columns: Sequence[Column]) -> str:
    known = ROW_FAULTS.get(code) or DRAFT_FAULTS.get(code)
    why = str(known) if known else sentence_for(refusal(code, {}))
    meant = (number, {"amount_state": "amount"}.get(field, field))
    column = next((one.name for one in columns if (one.number, one.field) == meant), "")
    if column:
        return str(_("「%(column)s」：%(why)s", column=column, why=why))
    return str(_("文書テンプレート：%(why)s", why=why)) if field else why
