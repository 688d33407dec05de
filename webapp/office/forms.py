"""The preferences as fields, in the groups the page shows; the words are in webapp.texts.preferences."""

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation

from contracts.code_rule import CodeRule
from contracts.phone import printed_phone
from contracts.preferences import CERTIFICATE_WAYS
from contracts.submission import LONGEST_LINK_DAYS
from webapp.texts.asking import SEALING_WAYS
from webapp.texts.preferences import ARRIVAL_WAYS, CERTIFICATE_READERS, CODE_RULES, LABELS

LONGEST_HINT, LONGEST_SNIPPETS = 2_000, 10_000
MOST_DAYS, MOST_MB = 3_650, 25


class WholeNumber:
    """A validator: digits of any width, kept as they are compared."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, _form: object, field: Any) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
        field.data = unicodedata.normalize("NFKC", field.data or "").strip()
        is_number = field.data.isascii() and field.data.isdecimal() and len(field.data) <= len(str(self.most))
        if not is_number or not self.least <= int(field.data) <= self.most:
            message = _l("%(least)s〜%(most)sの数字で入力してください。", least=self.least, most=self.most)
            raise StopValidation(str(message))


def is_phone(_form: object, field: Any) -> None:  # noqa: ANN401 -- as above
    try:
        field.data = printed_phone(field.data or "")
    except ValueError:
        raise StopValidation(str(_l("電話番号を「03-1234-5678」のように入力してください。"))) from None


def _number(name: str, least: int, most: int) -> Field:
    return StringField(
        LABELS[name], [WholeNumber(least, most)], render_kw={"maxlength": 5, "inputmode": "numeric"}
    )


def _ticked(name: str) -> Field:
    return BooleanField(LABELS[name])


class PreferencesForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    request_link_days = _number("request_link_days", 1, LONGEST_LINK_DAYS)
    completed_link_days = _number("completed_link_days", 0, MOST_DAYS)
    claim_into_account_days = _number("claim_into_account_days", 1, MOST_DAYS)
    arrival_way = RadioField(
        LABELS["arrival_way"], choices=[SelectChoice(value, label) for value, label in ARRIVAL_WAYS.items()]
    )
    warns_of_free_mail = _ticked("warns_of_free_mail")
    contact_phone = StringField(LABELS["contact_phone"], [is_phone], render_kw={"maxlength": 30})
    replies_to_owner = _ticked("replies_to_owner")
    sms_beside_mail = _ticked("sms_beside_mail")
    access_code_rule = RadioField(
        LABELS["access_code_rule"],
        choices=[SelectChoice(value.value, CODE_RULES[value]) for value in CodeRule],
    )
    access_code_hint = TextAreaField(
        LABELS["access_code_hint"], render_kw={"rows": 2, "maxlength": LONGEST_HINT}
    )
    snippets = TextAreaField(LABELS["snippets"], render_kw={"rows": 6, "maxlength": LONGEST_SNIPPETS})
    seal_generated = BooleanField(SEALING_WAYS["generated"])
    seal_uploaded = BooleanField(SEALING_WAYS["uploaded"])
    seal_drawn = BooleanField(SEALING_WAYS["drawn"])
    declares_authority = _ticked("declares_authority")
    shows_comment_on_page = _ticked("shows_comment_on_page")
    requires_full_view = _ticked("requires_full_view")
    allows_send_back = _ticked("allows_send_back")
    allows_decline = _ticked("allows_decline")
    attaches_signed_pdf = _ticked("attaches_signed_pdf")
    attaches_certificate = _ticked("attaches_certificate")
    certificate_access = RadioField(
        LABELS["certificate_access"],
        choices=[SelectChoice(way, CERTIFICATE_READERS[way]) for way in CERTIFICATE_WAYS],
    )
    attaches_despite_code = _ticked("attaches_despite_code")
    largest_attachment_mb = _number("largest_attachment_mb", 1, MOST_MB)
    identity_retention_days = _number("identity_retention_days", 1, MOST_DAYS)
    accounts_open = _ticked("accounts_open")
    address_form_open = _ticked("address_form_open")


class OwnSettingsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    phone = StringField(
        _l("電話番号"), [is_phone], render_kw={"maxlength": 30, "inputmode": "tel", "autocomplete": "tel"}
    )
