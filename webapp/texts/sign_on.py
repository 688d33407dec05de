"""Why a try-out of the company's account failed, as an administrator reads it; strangers never do."""

from flask_babel import LazyString, lazy_gettext

_l = lazy_gettext

REASONS: dict[str, LazyString] = {
    "not_allowed": _l("プロバイダーのホストが、サーバーの設定（WARIFU_OIDC_ISSUERS）にありません。"),
    "not_public": _l("プロバイダーのホストが、公開されたIPアドレスではありません。"),
    "unreachable": _l("プロバイダーから応答がありません。"),
    "redirected": _l("プロバイダーの応答が転送でした。発行者のURLを確認してください。"),
    "too_large": _l("プロバイダーの応答が大きすぎます。"),
    "unreadable": _l("プロバイダーの応答を読めません。発行者のURLを確認してください。"),
    "state": _l("手続きの期限（10分）が切れたか、別のブラウザーから戻りました。"),
    "changed": _l("手続きの途中で設定が変わりました。"),
    "issuer": _l("応答した発行者が、設定と違います。"),
    "no_code": _l("プロバイダーでのログインが中止されたか、許可されませんでした。"),
    "code_refused": _l(
        "プロバイダーが認可コードを受け付けません。クライアントIDとシークレットを確認してください。"
    ),
    "unsigned": _l("IDトークンの署名を確認できません。"),
    "audience": _l("IDトークンの宛先が、設定のクライアントIDと違います。"),
    "expired": _l("IDトークンの期限が切れているか、時刻がずれています。"),
    "nonce": _l("IDトークンが、この手続きのものではありません。"),
    "mail": _l("IDトークンにメールアドレス（email）がありません。"),
    "mail_unverified": _l("メールアドレスが確認済み（email_verified）ではありません。"),
    "domain": _l("メールアドレスのドメインが、設定にありません。"),
}
OTHER = _l("会社のアカウントでログインできませんでした。")


def reason_sentence(reason: str) -> str:
    return str(REASONS.get(reason, OTHER))
