"""The words for the codes of a certificate's facts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from contracts.authentication import Profile, is_enough, known
from contracts.certificate_statements import STANDINGS
from contracts.phone import shown_mobile
from contracts.standing import Standing
from contracts.told_statements import DELIVERIES

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
CAPACITIES = {"principal": "本人", "agent": "代理", "messenger": "使者", "": "なし"}
FACTORS = {
    "mail_link": "メールのURL",
    "sms_link": "SMSのURL",
    "signing_url": "締結用URL",
    "mail_code": "メールの認証コード",
    "access_code": "アクセスコード（送信者が設定・通知）",
    "sms_code": "SMSの認証コード",
    "totp": "認証アプリ",
    "passkey": "パスキー",
    "staff_account": "社内アカウント",
}
EVENTS = {
    "agreement_recorded": "同意",
    "agreement_sealed": "同意への電子署名",
    "approval_given": "社内承認",
    "approval_escalated": "社内承認の追加の依頼（時間の経過）",
    "approval_opposed": "社内承認への反対",
    "approval_rejected": "社内却下",
    "approver_passed_over": "承認できなくなった方の除外",
    "certificates_issued": "合意証明書の発行",
    "code_passed": "認証：アクセスコード（送信者が設定・通知）の通過",
    "contract_concluded": "締結処理（最終署名）の完了",
    "contract_declined": "辞退による終了",
    "contract_submitted": "送信の開始",
    "contract_imported": "締結済みの契約としての登録",
    "contract_withdrawn": "取り下げ",
    "deadline_extended": "期限の延長",
    "document_read": "文書の閲覧",
    "document_submitted": "書類提出",
    "document_taken_back": "提出した書類の取り消し",
    "edelivery_consented": "電磁的方法による交付の承諾",
    "edelivery_delivered": "書面の交付",
    "edelivery_refused": "電磁的方法による交付を承諾しない旨の回答",
    "edelivery_withdrawn": "電磁的方法による交付の承諾の撤回",
    "factor_enrolled": "認証：この手続きの中で登録し、通過",
    "factor_passed": "認証：通過",
    "conclusion_confirmed": "送信者の最終確認（締結を完了）",
    "contact_changed": "送信者による宛先の変更",
    "link_reissued": "署名の再依頼（新しいリンク）",
    "mail_arrived": "メール到達（配信サービスの報告）",
    "mail_delayed": "メール配信の遅れ（配信サービスの報告）",
    "mail_sent": "メール送信",
    "mail_undelivered": "メール不達",
    "name_recorded": "取引士の記名",
    "name_sealed": "記名への電子署名",
    "party_claimed": "締結用URLからの手続きの開始（メールアドレスの確認）",
    "party_handed_over": "転送・署名者変更",
    "party_invited": "署名の依頼",
    "party_locked": "コードの誤りによるロック",
    "party_reminded": "リマインドの送信",
    "party_unlocked": "ロックの解除",
    "retraction_answered": "撤回の申し出への回答",
    "retraction_asked": "同意の撤回の申し出",
    "pulled_back": "取り戻し",
    "returned_to_owner": "社内差し戻し",
    "returned_to_step": "社内差し戻し（前の承認の段階へ）",
    "reminders_switched": "自動リマインドの設定の変更",
    "round_expired": "期限切れ",
    "round_opened": "新しい版での再送信",
    "round_prepared": "送信する文書の作成・電子署名",
    "round_resumed": "変更なしでの再開",
    "sender_agreed": "送信による同意",
    "sent_back": "差し戻し",
    "sms_arrived": "SMS到達（配信サービスの報告）",
    "sms_delayed": "SMS配信の遅れ（配信サービスの報告）",
    "sms_sent": "SMS送信",
    "sms_stopped": "SMS未送信：配信停止（番号の名義変更）",
    "sms_undelivered": "SMS不達",
    "terms_accepted": "利用規約への同意",
    "visit_began": "認証：メールのURLからのアクセス",
}
DETAILS = {
    "answer": "結果",
    "declaration": "権限の申告の文面の版",
    "edelivery": "書面の種類",
    "factor": "認証",
    "field": "入力項目",
    "field_check": "入力値",
    "field_sha256": "入力値のSHA-256",
    "field_value": "入力値",
    "documents_sha256": "この方に示した文書と扱いのSHA-256",
    "handed_from": "引き継いだ方",
    "handed_mail": "新しい方のメールアドレス",
    "contact_from": "変更前の宛先",
    "contact_to": "変更後の宛先",
    "handed_to": "新しい方",
    "imprint_method": "印影",
    "imprint_sha256": "印影のSHA-256",
    "own_certificate": "この方が管理する電子証明書の発行先",
    "own_certificate_issuer": "電子証明書の発行者",
    "own_certificate_serial": "電子証明書のシリアル番号",
    "own_signature": "この方が用意した署名の番号",
    "phrase": "入力した文言",
    "reason": "理由",
    "reply": "回答",
    "revision": "署名の世代",
    "sha256": "SHA-256",
    "shown_revision": "表示した署名の世代",
    "shown_sha256": "表示した文書のSHA-256",
    "template": "種類",
    "terms_version": "規約の版",
    "text_version": "承諾の文面の版",
    "title": "書類",
    "view": "表示の方法",
}
MAILS = {
    "agreed": "同意の受付確認",
    "agreement_receipt": "同意の受付確認",
    "auth_code": "認証コード",
    "closed": "手続き終了のお知らせ",
    "concluded": "締結完了のお知らせ",
    "concluded_link": "締結した文書を受け取るURL",
    "deadline_extended": "期限の延長のお知らせ",
    "declined": "辞退のお知らせ",
    "declined_by_another": "ほかの当事者の辞退による終了のお知らせ",
    "delivery_asked": "電磁的方法による交付の承諾のお願い",
    "documents_requested": "書類の提出・再提出のお願い",
    "retraction_answered": "撤回の申し出への回答",
    "expired": "期限切れのお知らせ",
    "extended": "期限の延長のお知らせ",
    "handed_over": "署名者変更のお知らせ",
    "handed_over_receipt": "署名者変更の受付のお知らせ",
    "news": "契約のお知らせ",
    "reminder": "署名のお願い（リマインド）",
    "round_superseded": "新しい版への差し替えのお知らせ",
    "sent_back_answered": "差し戻しへの回答・再依頼",
    "sign_request": "署名の依頼",
    "superseded": "新しい版への差し替えのお知らせ",
    "withdrawn": "取り下げのお知らせ",
}
ANSWERS = {"accepted": "受け入れ", "refused": "受け入れず"}
EDELIVERIES = {code: japanese for code, (japanese, _) in DELIVERIES.items()}
CHECKS = {"on": "印あり", "off": "印なし"}
METHODS = {"generated": "画面で生成", "uploaded": "画像をアップロード", "drawn": "手書きサイン"}
VIEWS = {"simple": "簡易表示版（文書をダウンロードして確認）"}


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
    tables = {
        "factor": FACTORS,
        "template": MAILS,
        "imprint_method": METHODS,
        "field_check": CHECKS,
        "answer": ANSWERS,
        "view": VIEWS,
        "edelivery": EDELIVERIES,
    }
    return tables.get(found["name"], {}).get(found["value"], found["value"])


def is_binding(kind: str) -> bool:
    """Tell whether a new round made such an act void (AD-04)."""
    return kind in {"agreement_recorded", "agreement_sealed", "name_recorded", "name_sealed"}


def is_digest(name: str) -> bool:
    return name.endswith("sha256")


def factor(code: str) -> str:
    return FACTORS.get(code, code)


def party_kind(code: str) -> str:
    return KINDS.get(code, code)


def capacity(code: str) -> str:
    return CAPACITIES.get(code, code)


def phone(digits: str) -> str:
    """Return 090-1234-5678, or 090-1234-**** of what is hidden."""
    return shown_mobile(digits)


def anchored(timestamp: Mapping[str, Any]) -> str:
    """Tell of the TSA over the audit log what it is."""
    kind = "認定タイムスタンプ" if timestamp["accredited"] else "認定タイムスタンプではありません"
    return f"{timestamp['authority']}（{kind}）"


def standing(code: str) -> str:
    return STANDINGS[Standing(code)]


def profile(factors: Sequence[str]) -> str:
    """Return the highest profile that was reached; nothing for what is no way of a counterparty (CF-05)."""
    reached = (one for one in reversed(Profile) if is_enough(one, factors, access_code=False))
    return next(reached).value if known(factors) else ""


def factors_at(party: Mapping[str, Any]) -> list[str]:
    """Return each factor with when it was passed and whether it was registered on the way (LW-04)."""
    times = [*party["passed_at"], *[""] * len(party["authenticated"])]
    return [
        _factor_at(code, at, is_new=code in party["enrolled"])
        for code, at in zip(party["authenticated"], times, strict=False)
    ]


def _factor_at(code: str, at: str, *, is_new: bool) -> str:
    facts = [*([instant(at)] if at else []), *(["この手続きの中で登録"] if is_new else [])]
    return factor(code) + (f"［{'、'.join(facts)}］" if facts else "")
