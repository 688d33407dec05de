"""What the frame of every staff page reads: the menu, and who is signed in."""

from typing import Any

from flask import current_app, g, request, url_for
from flask_babel import gettext as _

from contracts.roles import Permission
from database.queries.contracts import contracts_awaiting_answer, contracts_awaiting_approval
from database.queries.filed_addresses import pending_entries
from database.sessions import Staff
from webapp.parts import parts

Item = dict[str, Any]

DRAFTING = (
    "begin",
    "document",
    "replace_document",
    "draft",
    "save_draft",
    "confirmation",
    "sending",
)
ACTS = (
    "approve",
    "give_back",
    "rejection",
    "reject",
    "resume",
    "open_round",
    "withdrawal",
    "withdraw",
    "unlock",
    "second_factor_release",
    "release_second_factor",
)
ADDRESSES = (
    "filed_address",
    "approve_filed_address",
    "reject_filed_address",
    "expire_filed_address",
    "address_invitation",
    "invite_to_file_address",
)
TEXTS = ("office.text", "office.save_text", "office.set_logo", "office.remove_logo")
BELONGS_TO = {
    **{f"legal.{page}": "legal.new_draft" for page in DRAFTING},
    **{f"legal.{page}": "management.contracts" for page in ACTS},
    "legal.deletion": "legal.drafts",
    "management.contract": "management.contracts",
    "office.save_preferences": "office.preferences",
    **dict.fromkeys(TEXTS, "office.texts"),
    **{f"office.{page}": "office.filed_addresses" for page in ADDRESSES},
}


def staff_layout() -> dict[str, Any]:
    staff: Staff | None = g.get("staff")
    if staff is None or staff.user.must_change_password:
        return {}
    return {
        "staff_menu": _menu(staff),
        "staff_name": staff.user.name,
        "organization_name": staff.organization.name,
        "sign_out_url": url_for("entry.sign_out"),
        "home_url": url_for("management.home"),
        "own_settings_url": url_for("office.own_settings"),
        "may_draft": staff.may(Permission.DRAFT),
        "may_audit": staff.may(Permission.AUDIT),
    }


def _menu(staff: Staff) -> list[Item]:
    items = [_item(_("ホーム"), "management.home", "building")]
    if staff.may(Permission.DRAFT):
        items.append(_item(_("契約を締結"), "legal.new_draft", "pen"))
    if staff.may(Permission.READ_ALL):
        items.append({**_item(_("要対応"), "legal.approvals", "clock"), "count": _awaiting(staff)})
        items.append(_item(_("文書管理"), "management.contracts", "archive"))
    if staff.may(Permission.DRAFT):
        items.append(_item(_("下書き"), "legal.drafts", "file"))
    if staff.may(Permission.SEND):
        addresses = _item(_("届出メールアドレス"), "office.filed_addresses", "mail")
        items.append({**addresses, "count": _filed(staff)})
    return [{"items": items}, *_compliance_group(staff), *_office_group(staff), *_trial_group()]


def _item(label: str, endpoint: str, icon: str) -> Item:
    """The entry that the page belongs to is marked as the current one (IM-11)."""
    current = BELONGS_TO.get(request.endpoint or "", request.endpoint) == endpoint
    return {"label": label, "href": url_for(endpoint), "icon_name": icon, "current": current}


def _awaiting(staff: Staff) -> int:
    with parts().database.reading() as session:
        answers = contracts_awaiting_answer(session, staff)
        return len(contracts_awaiting_approval(session, staff)) + len(answers)


def _filed(staff: Staff) -> int:
    with parts().database.reading() as session:
        return pending_entries(session, staff.organization.id)


def _compliance_group(staff: Staff) -> list[Item]:
    if not staff.may(Permission.AUDIT):
        return []
    items = [
        _item(_("合意証明書一覧"), "compliance.certificates", "seal"),
        _item(_("操作ログ"), "compliance.audit", "file"),
        _item(_("署名の検証"), "verification.form", "shield"),
    ]
    return [{"heading": _("コンプライアンス"), "items": items}]


def _office_group(staff: Staff) -> list[Item]:
    items = []
    if staff.may(Permission.WRITE_TEXTS):
        items.append(_item(_("ご案内とFAQの文章"), "office.texts", "info"))
    if staff.may(Permission.CONFIGURE):
        items.append(_item(_("組織の設定"), "office.preferences", "settings"))
    return [{"heading": _("管理"), "items": items}] if items else []


def _trial_group() -> list[Item]:
    """The outbox exists on a loopback trial only, where it is the recipients' mailbox."""
    if "outbox" not in current_app.blueprints:
        return []
    rules = current_app.url_map.iter_rules()
    pages = [rule for rule in rules if rule.endpoint.startswith("outbox.") and not rule.arguments]
    items = [
        {"label": _("送信箱（お試し用）"), "href": rule.rule, "icon_name": "mail"}
        for rule in pages
        if "GET" in (rule.methods or set())
    ]
    return [{"heading": _("お試し環境"), "items": items[:1]}] if items else []
