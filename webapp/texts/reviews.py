"""契約審査依頼: its kinds, its states, and what is wrong with its files."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.reviewing import LONGEST_FILENAME, IntakeLimits, ReviewKind, ReviewState

KINDS: dict[ReviewKind, LazyString] = {
    ReviewKind.DRAFTING: _l("自社で契約書を作る"),
    ReviewKind.CHECKING: _l("相手方の案を確認する"),
    ReviewKind.CHANGING: _l("結んだ契約を変更する"),
    ReviewKind.CONSULTING: _l("法務に相談する"),
}
STATES: dict[ReviewState, tuple[LazyString, str]] = {
    ReviewState.RECEIVED: (_l("受付"), "ours"),
    ReviewState.REVIEWING: (_l("審査中"), "ours"),
    ReviewState.ASKING: (_l("確認依頼中"), "theirs"),
    ReviewState.DONE: (_l("完了"), "done"),
    ReviewState.WITHDRAWN: (_l("取り下げ"), "stopped"),
}


def kind_name(kind: str) -> str:
    return str(KINDS[ReviewKind(kind)])


def state_badge_of(state: str) -> tuple[str, str]:
    """Return the word and the tone of a state."""
    word, tone = STATES[ReviewState(state)]
    return str(word), tone


def files_left_sentence(fault: str, limits: IntakeLimits) -> str:
    """Say why the files of a mail stayed in it (MK-45)."""
    winmail = _("Outlook独自の形式（winmail.dat）です。")
    why = winmail if fault == "winmail" else intake_sentence(fault, limits)
    return str(_("添付ファイルは取り込めませんでした。%(why)s元のメールには残っています。", why=why))


def intake_sentence(fault: str, limits: IntakeLimits) -> str:
    told = {
        "too_many_files": _("添付できるファイルは%(n)s件までです。", n=limits.files),
        "name_too_long": _("ファイル名は%(n)s文字以内にしてください。", n=LONGEST_FILENAME),
        "file_too_large": _("1件の大きさは%(n)sMBまでです。", n=limits.file_mb),
        "files_too_large": _("添付の大きさの合計は%(n)sMBまでです。", n=limits.total_mb),
        "empty_file": _("中身のないファイルがあります。選び直してください。"),
    }
    return str(told[fault])
