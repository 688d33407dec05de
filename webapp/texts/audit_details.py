"""What an audit line is about, in brackets behind its sentence."""

from collections.abc import Callable
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.texts.person_requests import place_label
from webapp.texts.roles import role_label
from webapp.texts.tax_keeping import kept_label

Facts = dict[str, Any]

_FILES: dict[str, LazyString] = {
    "signed_document": _l("締結済みPDF"),
    "certificate": _l("合意証明書（社内控）"),
    "party_certificate": _l("合意証明書（相手方控）"),
    "version": _l("文書の版"),
    "deliveries": _l("交付の記録"),
    "revision": _l("署名済みの版"),
    "draft_copy": _l("締結前の写し"),
    "record_sheet": _l("記録票"),
    "printed_copy": _l("電子契約の写し"),
    "attachment": _l("添付書類"),
    "kept_file": _l("長期保管のファイル"),
    "import_stamp": _l("登録時のタイムスタンプ"),
    "submission": _l("必要書類"),
    "identity": _l("本人確認書類"),
}
_NAMED = ("contract_type_", "template_", "import_")


def detail_of(code: str, facts: Facts) -> str:
    """Return the detail, or nothing."""
    if code in _DETAILS:
        return _DETAILS[code](facts)
    return str(facts.get("name", "")) if code.startswith(_NAMED) else ""


def _role(facts: Facts) -> str:
    return role_label(str(facts["role"])) if "role" in facts else ""


def _failure(facts: Facts) -> str:
    return str(_("停止中の利用者")) if facts.get("locked") else ""


def _count(facts: Facts) -> str:
    return str(_("%(count)s件", count=facts.get("contracts", facts.get("count", 0))))


def _tries(facts: Facts) -> str:
    return str(_("%(tries)s回目", tries=facts.get("tries", "")))


def _verified(facts: Facts) -> str:
    broken = facts.get("broken", 0)
    return str(_("記録%(broken)sで不一致", broken=broken)) if broken else str(_("異常なし"))


def _change(before: str, after: str) -> Callable[[Facts], str]:
    return lambda facts: f"{facts.get(before, '')} → {facts.get(after, '')}"


def _named_with_reason(facts: Facts) -> str:
    return "：".join(filter(None, (facts.get("name"), facts.get("reason"))))


def _type(facts: Facts) -> str:
    """Name the type, and its 保存年数 where they were changed: 0 is the organisation's."""
    name = str(facts.get("name", ""))
    if "years" not in facts:
        return name
    before, years = (facts[one] or _("組織の設定") for one in ("years_before", "years"))
    return str(_("%(name)s　保存年数 %(before)s → %(years)s", name=name, before=before, years=years))


def _reader(facts: Facts) -> str:
    return f"{facts.get('to_organization', '')}　{facts.get('to_person', '')}"


_DETAILS: dict[str, Callable[[Facts], str]] = {
    "downloaded": lambda facts: str(_FILES.get(str(facts.get("what")), "")),
    "sign_in_failed": _failure,
    "user_added": _role,
    "user_role_changed": _role,
    "user_mail_changed": _change("before", "mail"),
    "handed_on": _count,
    "import_stamped": lambda facts: f"{facts.get('serial', '')}　{facts.get('authority', '')}",
    "users_imported": _count,
    "tax_exported": _count,
    "deadlines_downloaded": _count,
    "access_code_tried": _tries,
    "contact_entered": _change("from", "to"),
    "contract_kept_as": lambda facts: _change("before", "after")(
        {"before": str(kept_label(str(facts["before"]))), "after": str(kept_label(str(facts["kept_as"])))}
    ),
    "overview_given": _reader,
    "overview_revoked": _reader,
    "overview_given_elsewhere": lambda facts: str(facts.get("from_organization", "")),
    "overview_revoked_elsewhere": lambda facts: str(facts.get("from_organization", "")),
    "overview_downloaded": lambda facts: str(_FILES.get(str(facts.get("what")), "")),
    **dict.fromkeys(
        ("tax_visit_given", "tax_visit_password_renewed", "tax_visit_revoked", "tax_visit_signed_in"),
        lambda facts: str(facts.get("visitor", "")),
    ),
    "audit_verified": _verified,
    "contract_type_changed": _type,
    "hold_begun": _named_with_reason,
    "hold_contracts_put": lambda facts: f"{facts.get('name', '')}　{_count(facts)}",
    "hold_contract_taken": _named_with_reason,
    "hold_released": _named_with_reason,
    **dict.fromkeys(
        ("disposal_proposed", "disposal_approved", "disposal_finished", "person_hints_ticked"), _count
    ),
    "person_data_erased": lambda facts: f"{place_label(str(facts.get('place', '')))}　{_count(facts)}",
    "contract_disposed": lambda facts: str(facts.get("number", "")),
    "disposed_contract_back": lambda facts: str(facts.get("number", "")),
    "attachment_filed": lambda facts: str(facts.get("name", "")),
    "attachment_removed": _named_with_reason,
}
