"""Security, limits and whom to ask, as fields."""

from typing import Any
from urllib.parse import urlsplit

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length, StopValidation

from contracts.mail_address import is_mail
from contracts.password import SHORTEST
from contracts.policies import networks_from
from webapp.access.mail_field import NOT_A_MAIL
from webapp.access.phone_field import spelled_as_phone
from webapp.access.whole_numbers import WholeNumber

LONGEST, MOST = 300, 10_000_000
LONGEST_NETWORKS = 4_000


def are_networks(_form: object, field: Any) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    try:
        field.data = networks_from(field.data or "").replace(" ", "\n")
    except ValueError:
        message = _l("IPアドレスか範囲を1行に1つ、「203.0.113.0/24」のように入力してください。")
        raise StopValidation(str(message)) from None


def is_web_address(_form: object, field: Any) -> None:  # noqa: ANN401 -- as above
    field.data = (field.data or "").strip()
    if field.data and (urlsplit(field.data).scheme != "https" or not urlsplit(field.data).hostname):
        raise StopValidation(str(_l("「https://」で始まるURLを入力してください。")))


def is_mail_or_nothing(_form: object, field: Any) -> None:  # noqa: ANN401 -- as above
    field.data = (field.data or "").strip()
    if field.data and not is_mail(field.data):
        raise StopValidation(str(NOT_A_MAIL))


def _number(label: LazyString, least: int, most: int) -> Any:  # noqa: ANN401 -- as above
    return StringField(label, [WholeNumber(least, most)], render_kw={"maxlength": 10, "inputmode": "numeric"})


def _line(label: LazyString, check: Any) -> Any:  # noqa: ANN401 -- as above
    return StringField(label, [Length(max=LONGEST), check], render_kw={"maxlength": LONGEST})


class SecurityForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """The names are those of `contracts.policies.Policies`, as in the other forms here."""

    needs_second_factor = BooleanField(_l("利用者全員に二段階認証を求める"))
    shortest_password = _number(_l("パスワードの最短の文字数"), SHORTEST, 64)
    session_hours = _number(_l("ログインが続く時間（時間）"), 1, 24)
    idle_minutes = _number(_l("操作がないときにログアウトするまで（分）"), 0, 1_440)
    networks = TextAreaField(
        _l("ログインできるネットワーク"),
        [Length(max=LONGEST_NETWORKS), are_networks],
        render_kw={"rows": 4, "maxlength": LONGEST_NETWORKS, "spellcheck": "false"},
    )


class LimitsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    most_documents = _number(_l("文書保管数"), 0, MOST)
    most_drafts = _number(_l("下書きの数"), 0, MOST)
    most_sendings = _number(_l("1か月の送信数"), 0, MOST)
    most_mails = _number(_l("1日のメール数"), 0, MOST)
    most_uploads = _number(_l("1日のアップロード数（ファイル）"), 0, MOST)
    most_megabytes = _number(_l("保管する容量（MB）"), 0, MOST)


class ContactsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    support_mail = _line(_l("メールアドレス（利用者向け）"), is_mail_or_nothing)
    support_phone = _line(_l("電話番号（利用者向け）"), spelled_as_phone)
    support_url = _line(_l("ヘルプのURL（利用者向け）"), is_web_address)
    help_mail = _line(_l("メールアドレス（相手方向け）"), is_mail_or_nothing)
    help_phone = _line(_l("電話番号（相手方向け）"), spelled_as_phone)
    help_url = _line(_l("ヘルプのURL（相手方向け）"), is_web_address)
