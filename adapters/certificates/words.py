"""The words for the codes of a certificate's facts."""

from collections.abc import Sequence
from datetime import datetime

from contracts.certificate_statements import STANDINGS
from contracts.standing import Standing

COPIES = {"own": "社内控", "party": "相手方控"}
FILE_ROLES = {
    "uploaded": "アップロードされた文書",
    "sent": "送信した文書",
    "concluded": "締結済みの文書",
}
KINDS = {
    "individual": "個人",
    "corporate_informal": "法人（認印）",
    "corporate_registered": "法人（実印）",
}
FACTORS = {
    "mail_link": "メールのURL",
    "access_code": "アクセスコード（送信者が設定・通知）",
    "staff_account": "社内アカウント",
}
EVENTS = {
    "agreement_recorded": "同意",
    "agreement_sealed": "同意への電子署名",
    "approval_given": "社内承認",
    "approval_rejected": "社内却下",
    "certificates_issued": "合意証明書の発行",
    "code_passed": "認証：アクセスコード（送信者が設定・通知）の通過",
    "contract_concluded": "締結処理（最終署名）の完了",
    "contract_submitted": "送信の開始",
    "document_read": "文書の閲覧",
    "document_submitted": "書類提出",
    "mail_sent": "メール送信",
    "mail_undelivered": "メール不達",
    "party_invited": "署名の依頼",
    "party_locked": "アクセスコードの誤りによるロック",
    "party_unlocked": "ロックの解除",
    "returned_to_owner": "社内差し戻し",
    "round_opened": "新しい版での再送信",
    "round_prepared": "送信する文書の作成・電子署名",
    "round_resumed": "変更なしでの再開",
    "sender_agreed": "送信による同意",
    "sent_back": "差し戻し",
    "terms_accepted": "利用規約への同意",
    "visit_began": "認証：メールのURLからのアクセス",
}
DETAILS = {
    "factor": "認証",
    "imprint_method": "印影",
    "imprint_sha256": "印影のSHA-256",
    "reason": "理由",
    "reply": "回答",
    "revision": "署名の世代",
    "sha256": "SHA-256",
    "shown_revision": "表示した署名の世代",
    "shown_sha256": "表示した文書のSHA-256",
    "template": "種類",
    "terms_version": "規約の版",
    "title": "書類",
}
MAILS = {
    "agreement_receipt": "同意の受付確認",
    "concluded": "締結完了のお知らせ",
    "expired": "期限切れのお知らせ",
    "round_superseded": "新しい版への差し替えのお知らせ",
    "sent_back_answered": "差し戻しへの回答・再依頼",
    "sign_request": "署名の依頼",
    "withdrawn": "取り下げのお知らせ",
}
METHODS = {"generated": "画面で生成"}


def instant(value: str) -> str:
    """Return e.g. `2026-11-21 13:02:03.248 +09:00` of an ISO instant in JST."""
    at = datetime.fromisoformat(value)
    return f"{at:%Y-%m-%d %H:%M:%S}.{at.microsecond // 1000:03d} +09:00"


def token_time(value: str) -> str:
    """Return the time of a timestamp token, to the second where the token says no more."""
    return instant(value).replace(".000 ", " ")


def size(count: int) -> str:
    """Return the exact number of bytes."""
    return f"{count:,} バイト"


def event(kind: str) -> str:
    return EVENTS.get(kind, kind)


def detail_label(found: dict[str, str]) -> str:
    return DETAILS.get(found["name"], found["name"])


def detail_value(found: dict[str, str]) -> str:
    tables = {"factor": FACTORS, "template": MAILS, "imprint_method": METHODS}
    return tables.get(found["name"], {}).get(found["value"], found["value"])


def is_binding(kind: str) -> bool:
    """Tell whether a new round made such an act void (AD-04)."""
    return kind in {"agreement_recorded", "agreement_sealed"}


def is_digest(name: str) -> bool:
    return name.endswith("sha256")


def factor(code: str) -> str:
    return FACTORS.get(code, code)


def party_kind(code: str) -> str:
    return KINDS.get(code, code)


def standing(code: str) -> str:
    return STANDINGS[Standing(code)]


def profile(factors: Sequence[str]) -> str:
    """Return the profile that was passed: L1 the link alone, L2 a code besides (design.md section 7)."""
    if "mail_link" not in factors:
        return ""
    return "L2" if "access_code" in factors else "L1"
