"""Words for how somebody proves to be the party; never more than was proved (domain.md H)."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.authentication import Factor
from database.passed_factors import Passed

FACTORS: dict[str, LazyString] = {
    Factor.MAIL_LINK: _l("メールのURL"),
    Factor.SMS_LINK: _l("SMSのURL"),
    Factor.SIGNING_URL: _l("締結用URL"),
    Factor.MAIL_CODE: _l("メールの認証コード"),
    Factor.ACCESS_CODE: _l("アクセスコード（送信者が設定・通知）"),
    Factor.SMS_CODE: _l("SMSの認証コード"),
    Factor.TOTP: _l("認証アプリ"),
    Factor.PASSKEY: _l("パスキー"),
}
WAYS: dict[Factor, tuple[LazyString, LazyString]] = {
    Factor.SMS_CODE: (_l("SMSで認証コードを受け取る"), _l("携帯電話に届く6桁の数字を入力します。")),
    Factor.PASSKEY: (
        _l("パスキーを使う"),
        _l("この端末の画面ロック（顔・指紋・暗証番号）やセキュリティキーを使います。"),
    ),
    Factor.TOTP: (_l("認証アプリを使う"), _l("認証アプリに表示される6桁の数字を入力します。")),
    Factor.MAIL_CODE: (
        _l("メールで認証コードを受け取る"),
        _l("メールアドレスに届く6桁の数字を入力します。"),
    ),
}
HIDDEN = "•••"


def factor_told(passed: Passed) -> str:
    """Return the factor's name; one that was registered on the way says so."""
    name = str(FACTORS.get(passed.factor, passed.factor))
    return str(_("%(factor)s（この手続きの中で登録）", factor=name)) if passed.is_new else name


def masked_mail(mail: str) -> str:
    """Return enough of an address for its owner to know it again."""
    local, _at, domain = mail.partition("@")
    return f"{local[:2]}{HIDDEN}@{domain}"


def masked_phone(phone: str) -> str:
    return f"{HIDDEN}{phone[-4:]}"
