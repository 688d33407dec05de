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
READING: dict[str, LazyString] = {
    "contract_viewed": _l("契約を表示しました"),
    "downloaded": _l("ファイルをダウンロードしました"),
    "document_downloaded": _l("ファイルをダウンロードしました"),
    "document_viewed": _l("文書を開きました"),
    "document_read": _l("文書を最後まで表示しました"),
}
VISITS: dict[str, LazyString] = {
    "visit_began": _l("メールのリンクを開きました"),
    "access_code_tried": _l("アクセスコードを入力しました"),
    "access_code_passed": _l("アクセスコードで認証しました"),
    "imprint_made": _l("印影を作成しました"),
}
DESK: dict[str, LazyString] = {
    "document_uploaded": _l("ファイルをアップロードしました"),
    "draft_deleted": _l("下書きを削除しました"),
    "demo_case_made": _l("デモの契約を作成しました"),
    "access_code_unlocked": _l("アクセスコードの停止を解除しました"),
    "contract_frozen": _l("記録の不一致を検知し、契約を停止しました"),
}
COMPLIANCE: dict[str, LazyString] = {
    "certificates_exported": _l("合意証明書一覧を出力しました"),
    "audit_exported": _l("操作ログを出力しました"),
    "timeline_exported": _l("署名履歴を出力しました"),
    "audit_verified": _l("監査ログを検証しました"),
}
GROUPS: dict[str, tuple[LazyString, frozenset[str]]] = {
    "accounts": (_l("ログインと利用者"), frozenset(ACCOUNTS)),
    "reading": (_l("表示とダウンロード"), frozenset(READING)),
    "contracts": (_l("契約の手続き"), frozenset(ACTS) | frozenset(DESK)),
    "visits": (_l("相手方の操作"), frozenset(VISITS)),
    "compliance": (_l("出力と検証"), frozenset(COMPLIANCE)),
}
_SENTENCES = ACCOUNTS | READING | VISITS | DESK | COMPLIANCE
_FILES: dict[str, LazyString] = {
    "signed_document": _l("締結済みPDF"),
    "certificate": _l("合意証明書（社内控）"),
    "party_certificate": _l("合意証明書（相手方控）"),
    "version": _l("文書の版"),
    "submission": _l("必要書類"),
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
