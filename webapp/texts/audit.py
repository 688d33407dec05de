"""操作ログ: the sentence for each code of the audit log, its details, and who the machine's own words mean."""

from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.texts.acts import TITLES as ACTS
from webapp.texts.roles import role_label

ACCOUNTS: dict[str, LazyString] = {
    "signed_in": _l("ログインしました"),
    "signed_out": _l("ログアウトしました"),
    "sign_in_failed": _l("ログインに失敗しました"),
    "password_changed": _l("パスワードを変更しました"),
    "password_reset_requested": _l("パスワードの再設定を依頼しました"),
    "password_reset": _l("パスワードを再設定しました"),
    "user_added": _l("利用者を登録しました"),
    "language_chosen": _l("表示言語を選びました"),
    "token_created": _l("APIトークンを発行しました"),
}
READERS: dict[str, LazyString] = {
    "reader_link_asked": _l("相手方アカウントのご案内メールを依頼しました"),
    "reader_registered": _l("相手方アカウントを登録しました"),
    "reader_signed_in": _l("相手方アカウントにログインしました"),
    "reader_signed_out": _l("相手方アカウントからログアウトしました"),
    "reader_sign_in_failed": _l("相手方アカウントへのログインに失敗しました"),
    "reader_changed": _l("相手方アカウントの情報を変更しました"),
    "reader_password_changed": _l("相手方アカウントのパスワードを変更しました"),
    "reader_password_reset": _l("相手方アカウントのパスワードを再設定しました"),
    "reader_deleted": _l("相手方アカウントを削除しました"),
    "paper_claimed": _l("締結した書類の保管を選びました"),
    "paper_kept": _l("締結した書類を相手方アカウントに保管しました"),
}
READING: dict[str, LazyString] = {
    "contract_viewed": _l("契約を表示しました"),
    "downloaded": _l("ファイルをダウンロードしました"),
    "index_downloaded": _l("保存用の索引をダウンロードしました"),
    "document_downloaded": _l("ファイルをダウンロードしました"),
    "document_viewed": _l("文書を開きました"),
    "document_read": _l("文書の確認を終えて次へ進みました"),
}
VISITS: dict[str, LazyString] = {
    "visit_began": _l("メールのリンクを開きました"),
    "signing_url_visit_began": _l("締結用URLから手続きを始めました"),
    "access_code_tried": _l("アクセスコードを入力しました"),
    "access_code_passed": _l("アクセスコードで認証しました"),
    "one_time_code_sent": _l("認証コードを送りました"),
    "one_time_code_withheld": _l("手続きを始めた方と違うアドレスのため、認証コードを送りませんでした"),
    "one_time_code_tried": _l("認証コードを入力しました"),
    "one_time_code_passed": _l("認証コードで認証しました"),
    "factor_tried": _l("二段階認証を試しました"),
    "factor_passed": _l("二段階認証を通過しました"),
    "factor_enrolled": _l("二段階認証を登録しました"),
    "document_taken_back": _l("提出したファイルを取り消しました"),
    "field_filled": _l("入力項目に入力しました"),
    "imprint_made": _l("印影を作成しました"),
}
DESK: dict[str, LazyString] = {
    "document_uploaded": _l("ファイルをアップロードしました"),
    "document_removed": _l("文書を取り除きました"),
    "document_received": _l("必要書類を受領しました"),
    "document_asked_again": _l("必要書類の再提出を依頼しました"),
    "document_purged": _l("保存期間を過ぎた書類を削除しました"),
    "proposal_adopted": _l("相手方が入力した値を契約の内容に反映しました"),
    "proposal_left": _l("相手方が入力した値を反映しないことにしました"),
    "draft_deleted": _l("下書きを削除しました"),
    "demo_case_made": _l("デモの契約を作成しました"),
    "papers_link_reissued": _l("締結済み文書のリンクを再発行しました"),
    "access_code_unlocked": _l("アクセスコードの停止を解除しました"),
    "second_factors_revoked": _l("二段階認証の登録を解除しました"),
    "contract_frozen": _l("記録の不一致を検知し、契約を停止しました"),
}
DELIVERY: dict[str, LazyString] = {
    "delivery_answered": _l("電子交付の確認に回答しました"),
    "paper_delivered": _l("紙で渡したことを記録しました"),
}
COMPLIANCE: dict[str, LazyString] = {
    "certificates_exported": _l("合意証明書一覧を出力しました"),
    "audit_exported": _l("操作ログを出力しました"),
    "timeline_exported": _l("署名履歴を出力しました"),
    "audit_verified": _l("監査ログを検証しました"),
}
ADDRESSES: dict[str, LazyString] = {
    "address_filed": _l("電子契約用メールアドレスを届け出ました"),
    "address_confirmed": _l("届け出たメールアドレスを確認しました"),
    "address_invited": _l("メールアドレスの届出を依頼しました"),
    "address_approved": _l("メールアドレスの届出を承認しました"),
    "address_rejected": _l("メールアドレスの届出を却下しました"),
    "address_replaced": _l("メールアドレスの届出を新しい届出に置き換えました"),
    "address_expired": _l("メールアドレスの届出を失効させました"),
    "outdated_address_accepted": _l("有効でない届出のメールアドレスに送ることを確認しました"),
}
OFFICE: dict[str, LazyString] = {
    "preferences_changed": _l("組織の設定を変更しました"),
    "own_phone_changed": _l("自分の電話番号を変更しました"),
    "office_text_changed": _l("ご案内とFAQの文章を変更しました"),
    "office_text_reset": _l("ご案内とFAQの文章を既定に戻しました"),
    "logo_changed": _l("ロゴを変更しました"),
    "logo_removed": _l("ロゴを取り外しました"),
}
GROUPS: dict[str, tuple[LazyString, frozenset[str]]] = {
    "accounts": (_l("ログインと利用者"), frozenset(ACCOUNTS)),
    "reading": (_l("表示とダウンロード"), frozenset(READING)),
    "contracts": (_l("契約の手続き"), frozenset(ACTS) | frozenset(DESK) | frozenset(DELIVERY)),
    "visits": (_l("相手方の操作"), frozenset(VISITS) | frozenset(READERS)),
    "office": (_l("設定"), frozenset(OFFICE)),
    "addresses": (_l("届出メールアドレス"), frozenset(ADDRESSES)),
    "compliance": (_l("出力と検証"), frozenset(COMPLIANCE)),
}
_SENTENCES = ACCOUNTS | READERS | READING | VISITS | DESK | DELIVERY | ADDRESSES | OFFICE | COMPLIANCE
_FILES: dict[str, LazyString] = {
    "signed_document": _l("締結済みPDF"),
    "certificate": _l("合意証明書（社内控）"),
    "party_certificate": _l("合意証明書（相手方控）"),
    "version": _l("文書の版"),
    "submission": _l("必要書類"),
    "identity": _l("本人確認書類"),
}
_MACHINES: dict[str, LazyString] = {
    "engine": _l("システム"),
    "installer": _l("初期設定"),
    "command": _l("管理コマンド"),
    "": _l("ログインしていない方"),
}


def knows(code: str) -> bool:
    return code in _SENTENCES or code in ACTS


def group_label(group: str) -> str:
    return str(GROUPS[group][0])


def audit_sentence(code: str, facts: dict[str, Any]) -> str:
    """Return what happened; a code of another release is shown as it is."""
    sentence = ACTS[code][0] if code in ACTS else _SENTENCES.get(code, code)
    detail = _detail(code, facts)
    return str(_("%(title)s（%(item)s）", title=sentence, item=detail) if detail else sentence)


def machine_name(actor: str) -> str:
    """Return who acted when it was no person; an id of nobody we know stays an id."""
    return str(_MACHINES.get(actor, actor))


def _detail(code: str, facts: dict[str, Any]) -> str:
    match code:
        case "downloaded":
            return str(_FILES.get(str(facts.get("what")), ""))
        case "sign_in_failed":
            return str(_("停止中の利用者")) if facts.get("locked") else ""
        case "user_added":
            return role_label(str(facts["role"])) if "role" in facts else ""
        case "access_code_tried":
            return str(_("%(tries)s回目", tries=facts.get("tries", "")))
        case "audit_verified":
            broken = facts.get("broken", 0)
            return str(_("記録%(broken)sで不一致", broken=broken)) if broken else str(_("異常なし"))
        case _:
            return ""
