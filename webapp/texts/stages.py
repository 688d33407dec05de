"""The words and tones of where a case stands and how far a party has come (domain.md D.1)."""

from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _l

Word = tuple[LazyString, str]

# Tones are the badge classes: ours waits on us, theirs on the other side; the word is always there too.
STAGES: dict[str, Word] = {
    "draft": (lazy_pgettext("状態", "下書き"), "draft"),
    "in_review": (_l("審査中"), "ours"),
    "awaiting_approval": (_l("社内承認待ち"), "ours"),
    "approval_rejected": (_l("承認却下"), "stopped"),
    "awaiting_own": (_l("自社署名待ち"), "ours"),
    "awaiting_other": (_l("送信先署名待ち"), "theirs"),
    "sent_back": (lazy_pgettext("状態", "差し戻し"), "alert"),
    "declined": (_l("却下"), "stopped"),
    "cancelled": (lazy_pgettext("状態", "取り下げ"), "stopped"),
    "expired": (_l("期限切れ"), "stopped"),
    "awaiting_confirmation": (_l("要確認"), "ours"),
    "sealing": (_l("締結処理中"), "theirs"),
    "concluded": (_l("締結済み"), "done"),
    "imported": (_l("登録済み（外部締結）"), "done"),
}

PARTY_STATES: dict[str, Word] = {
    "not_asked": (_l("未送信"), "draft"),
    "asked": (_l("送信済み（未開封）"), "theirs"),
    "opened": (_l("開封済み"), "theirs"),
    "authenticated": (_l("認証済み"), "theirs"),
    "locked": (_l("アクセスコード停止中"), "alert"),
    "awaiting_documents": (_l("書類提出待ち"), "theirs"),
    "agreed": (_l("同意済み"), "done"),
    "signed": (_l("署名済み"), "done"),
    "sent_back": (lazy_pgettext("状態", "差し戻し"), "alert"),
    "declined": (_l("辞退"), "stopped"),
    "handed_over": (_l("転送済み"), "stopped"),
    "undelivered": (_l("不達"), "alert"),
    "expired": (_l("期限切れ"), "stopped"),
    "shared": (_l("共有のみ"), "stopped"),
    "shared_later": (_l("共有のみ"), "stopped"),
}


def stage_label(code: str) -> LazyString:
    return STAGES[code][0]


def stage_tone(code: str) -> str:
    """Return the badge tone: draft, ours, theirs, alert, done or stopped."""
    return STAGES[code][1]


def party_label(code: str) -> LazyString:
    return PARTY_STATES[code][0]


def party_tone(code: str) -> str:
    """Return the badge tone, as for a stage."""
    return PARTY_STATES[code][1]
