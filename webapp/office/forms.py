"""The preferences as fields, in the groups the page shows; the words are in webapp.texts.preferences."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation

from contracts.code_rule import CodeRule
from contracts.mail_domains import domains_from
from contracts.preferences import CERTIFICATE_WAYS
from contracts.submission import LONGEST_LINK_DAYS
from contracts.watching import MOST_MONTHS
from webapp.access.phone_field import spelled_as_phone
from webapp.access.whole_numbers import WholeNumber
from webapp.office.validators import are_days, are_hours
from webapp.texts.asking import SEALING_WAYS
from webapp.texts.draft_faults import fault_sentence
from webapp.texts.preferences import ARRIVAL_WAYS, CERTIFICATE_READERS, CODE_RULES, LABELS
from webapp.texts.reminders import BAND_CHOICES, PRESETS

MOST_ATTACHED_MB = 200
MOST_BOXES = 10
LONGEST_HINT = 2_000
MOST_DAYS, MOST_MB = 3_650, 25


def are_domains(_form: object, field: Any) -> None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    try:
        field.data = domains_from(field.data or "")
    except ValueError as fault:
        raise StopValidation(fault_sentence(str(fault))) from None


def _number(name: str, least: int, most: int) -> Field:
    return StringField(
        LABELS[name], [WholeNumber(least, most)], render_kw={"maxlength": 5, "inputmode": "numeric"}
    )


def _ticked(name: str) -> Field:
    return BooleanField(LABELS[name])


class PreferencesForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    request_link_days = _number("request_link_days", 1, LONGEST_LINK_DAYS)
    reminders = RadioField(
        LABELS["reminders"], choices=[SelectChoice(value, label) for value, label in PRESETS.items()]
    )
    remind_at = RadioField(
        LABELS["remind_at"], choices=[SelectChoice(value, label) for value, label in BAND_CHOICES]
    )
    keeps_hours = _ticked("keeps_hours")
    sending_hours = StringField(LABELS["sending_hours"], [are_hours], render_kw={"maxlength": 20})
    company_holidays = TextAreaField(
        LABELS["company_holidays"], [are_days], render_kw={"rows": 4, "maxlength": LONGEST_HINT}
    )
    completed_link_days = _number("completed_link_days", 0, MOST_DAYS)
    claim_into_account_days = _number("claim_into_account_days", 1, MOST_DAYS)
    arrival_way = RadioField(
        LABELS["arrival_way"], choices=[SelectChoice(value, label) for value, label in ARRIVAL_WAYS.items()]
    )
    warns_of_free_mail = _ticked("warns_of_free_mail")
    contact_phone = StringField(LABELS["contact_phone"], [spelled_as_phone], render_kw={"maxlength": 30})
    replies_to_owner = _ticked("replies_to_owner")
    sms_beside_mail = _ticked("sms_beside_mail")
    access_code_rule = RadioField(
        LABELS["access_code_rule"],
        choices=[SelectChoice(value.value, CODE_RULES[value]) for value in CodeRule],
    )
    access_code_hint = TextAreaField(
        LABELS["access_code_hint"], render_kw={"rows": 2, "maxlength": LONGEST_HINT}
    )
    seal_generated = BooleanField(SEALING_WAYS["generated"])
    seal_uploaded = BooleanField(SEALING_WAYS["uploaded"])
    seal_drawn = BooleanField(SEALING_WAYS["drawn"])
    declares_authority = _ticked("declares_authority")
    registered_seals = _ticked("registered_seals")
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
    contact_change_needs_reason = _ticked("contact_change_needs_reason")
    withdrawal_leaves_draft = _ticked("withdrawal_leaves_draft")
    min_signature_boxes = _number("min_signature_boxes", 0, MOST_BOXES)
    signature_boxes_for_each = _ticked("signature_boxes_for_each")
    review_files = _number("review_files", 1, 50)
    review_file_mb = _number("review_file_mb", 1, MOST_ATTACHED_MB)
    review_total_mb = _number("review_total_mb", 1, MOST_ATTACHED_MB)
    sends_only_approved = _ticked("sends_only_approved")
    sends_only_to_domains = StringField(
        LABELS["sends_only_to_domains"], [are_domains], render_kw={"maxlength": 1000, "spellcheck": "false"}
    )
    sends_only_from_templates = _ticked("sends_only_from_templates")
    deadline_digest = _ticked("deadline_digest")
    digest_months = _number("digest_months", 1, MOST_MONTHS)
    watch_report = _ticked("watch_report")
    renewal_ask_days = _number("renewal_ask_days", 1, MOST_DAYS)
    renewal_escalate_days = _number("renewal_escalate_days", 0, MOST_DAYS)
    accounts_open = _ticked("accounts_open")
    address_form_open = _ticked("address_form_open")


class OwnSettingsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    phone = StringField(
        _l("電話番号"),
        [spelled_as_phone],
        render_kw={"maxlength": 30, "inputmode": "tel", "autocomplete": "tel"},
    )
    wants_digest = BooleanField(_l("活動のまとめを毎日メールで受け取る"))
    unlinks_slack = BooleanField(_l("Slackとの連携を解除する"))
