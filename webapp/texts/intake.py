"""受付: how something came, and why something was not taken, as the audit log says it."""

from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

REFUSALS: dict[str, LazyString] = {
    "unknown_sender": _l("利用者ではない差出人"),
    "automatic": _l("自動のメール"),
    "unknown_member": _l("未登録のSlackのメンバー"),
    "wrong_code": _l("誤ったSlackの連携コード"),
    "too_many": _l("同じ差出人の未確認のメールが多すぎる"),
    "too_large": _l("大きすぎるメール"),
    **dict.fromkeys(("lines", "parts", "nested", "headers"), _l("複雑すぎるメール")),
    **dict.fromkeys(("no_form", "no_raw_mail"), _l("メールの元の形がない")),
}


def intake_detail(code: str, facts: dict[str, Any]) -> str:
    """Return nothing for what is told of something else."""
    if code == "intake_refused":
        return str(REFUSALS.get(str(facts.get("reason")), ""))
    if code != "intake_taken":
        return ""
    if facts.get("way") == "slack":
        return "Slack"
    return str(_("メール、差出人確認済み") if facts.get("verified") else _("メール、差出人未確認"))
