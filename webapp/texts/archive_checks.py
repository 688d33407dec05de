"""一括検証 in words: outcomes, kinds of files, and what was found (LW-14)."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.archive_check import ATTACHED, INTERMEDIATE, Basis, Outcome
from contracts.preserving import Kept
from webapp.texts.audit import machine_name
from webapp.texts.verdict_reasons import reason_words

OUTCOMES: dict[str, tuple[LazyString, str]] = {
    Outcome.WAITING: (_l("未検証"), "draft"),
    Outcome.OK: (_l("異常なし"), "done"),
    Outcome.DOUBT: (_l("要確認"), "ours"),
    Outcome.BAD: (_l("異常あり"), "alert"),
}
KINDS: dict[str, LazyString] = {
    Kept.DOCUMENT: _l("締結済みの契約書"),
    Kept.OWN: _l("合意証明書（社内控）"),
    Kept.PARTY: _l("合意証明書（相手方控）"),
    INTERMEDIATE: _l("締結前の署名済みの版"),
    ATTACHED: _l("添付書類"),
}
BASES: dict[str, LazyString] = {
    Basis.CONCLUDED: _l("契約の締結日"),
    Basis.TIMESTAMPED: _l("タイムスタンプの日付"),
}
REASONS: dict[str, LazyString] = {
    "file_unreadable": _l("保管しているファイルを読み取れません"),
    "file_missing": _l("保管しているファイルがありません"),
    "file_damaged": _l(
        "保管しているファイルが壊れているか、書き換えられています（記録のSHA-256と一致しません）"
    ),
    "digest_differs": _l("保管しているファイルが、記録のSHA-256と一致しません"),
    "unsigned": _l("電子署名がありません"),
    "signer_untrusted": _l("署名者の証明書を、登録した認証局までたどれません"),
    "not_kept": _l("証明書の有効期限後も検証できる状態ではありません"),
    "protection_ended": _l("タイムスタンプによる保護の期限が過ぎています"),
}


def asked_words(asked_by: str, asked_name: str) -> str:
    """Return who began a run: the name as it was then, or what the machine is called."""
    machine = machine_name(asked_by)
    return asked_name if machine == asked_by else machine


def found_words(code: str) -> str:
    return str(REASONS[code]) if code in REASONS else reason_words(code)


def kept_words(kept: str, generation: int) -> str:
    """Return what a file is; a renewal is the file with a timestamp added for keeping."""
    name = str(KINDS.get(kept, kept))
    return f"{name} + {_l('保管用タイムスタンプ')}" if generation and kept != INTERMEDIATE else name
