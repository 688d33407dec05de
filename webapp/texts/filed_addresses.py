"""電子契約用メールアドレス届出: its states, its declaration, and what a draft is warned of (GM-05 to GM-07)."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.code_rule import CodeRule
from contracts.filed_addresses import EntryState, Outdated, Verdict

STATES: dict[EntryState, LazyString] = {
    EntryState.PENDING: _l("承認待ち"),
    EntryState.APPROVED: _l("有効"),
    EntryState.REJECTED: _l("却下"),
    EntryState.REPLACED: _l("変更済み"),
    EntryState.EXPIRED: _l("失効"),
}
TONES = {
    EntryState.PENDING: "ours",
    EntryState.APPROVED: "done",
    EntryState.REJECTED: "stopped",
    EntryState.REPLACED: "stopped",
    EntryState.EXPIRED: "stopped",
}
VERDICTS: dict[Verdict, LazyString] = {
    Verdict.APPROVED: _l("承認しました"),
    Verdict.REJECTED: _l("却下しました"),
    Verdict.REPLACED: _l("新しい届出に置き換わりました"),
    Verdict.EXPIRED: _l("失効させました"),
}
DECLARATIONS: dict[str, LazyString] = {
    "2026-11": _l("届け出るのは、この会社・団体の契約を締結する権限のある方のメールアドレスです。"),
}
CODE_HINTS: dict[str, LazyString] = {
    CodeRule.FREE: _l(
        "文書を開くときに入力していただくコードです。半角の英数字と記号、4〜64文字。忘れないように控えてください。"
    ),
    CodeRule.FOUR_DIGITS: _l("文書を開くときに入力していただく4桁の数字です。忘れないように控えてください。"),
}
OUTDATED: dict[Outdated, LazyString] = {
    Outdated.REJECTED: _l("このメールアドレスの届出は却下されています。"),
    Outdated.REPLACED: _l("このメールアドレスは、別の届出に変更されています。"),
    Outdated.EXPIRED: _l("このメールアドレスの届出は失効しています。"),
    Outdated.OTHER_CODE: _l("アクセスコードが、届出で変更される前のものです。"),
}
USUAL_HINT = _l("電子契約用メールアドレスの届出で決めたアクセスコードを入力してください。")


def state_label(state: EntryState) -> str:
    return str(STATES[state])


def outdated_sentence(why: Outdated) -> str:
    return str(OUTDATED[why])
