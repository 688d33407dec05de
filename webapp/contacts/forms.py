"""An entry of 宛先帳 as fields."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import Regexp

from contracts.address_book import Entry, entry_faults
from contracts.languages import LANGUAGES, language_or_source
from contracts.phone import mobile_from
from contracts.standing import PartyKind
from webapp.access.asking import new_key
from webapp.texts.draft_faults import fault_sentence
from webapp.texts.standings import KINDS

OFFERED = (PartyKind.INDIVIDUAL.value, PartyKind.CORPORATE_INFORMAL.value)
LONGEST = {"company": 200, "title": 200, "name": 200, "role": 100, "mail": 320}


def _line(label: Any, name: str, **attributes: str) -> StringField:  # noqa: ANN401 -- lazy texts
    return StringField(label, render_kw={"maxlength": LONGEST[name], "autocomplete": "off", **attributes})


class ContactForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` becomes the public id of a new entry: its form sent twice keeps one."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    kind = RadioField(
        _l("区分"),
        choices=[SelectChoice(one, KINDS[one]) for one in OFFERED],
        default=PartyKind.CORPORATE_INFORMAL.value,
        validate_choice=False,
    )
    company = _line(_l("会社名"), "company")
    title = _line(_l("部署・役職"), "title")
    name = _line(_l("氏名"), "name")
    role = _line(_l("よく使う役割"), "role")
    mail = _line(_l("メールアドレス"), "mail", spellcheck="false")
    phone = StringField(_l("携帯電話番号（SMS）"), render_kw={"maxlength": 30, "inputmode": "tel"})
    language = SelectField(
        _l("言語"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()],
        validate_choice=False,
    )
    shared = BooleanField(_l("組織の全員で使う"))


def entry_from(form: ContactForm, *, may_share: bool) -> Entry | None:
    """Return what was typed; None, and the faults beside their fields, where it cannot be kept."""
    phone = _phone_from(form)
    entry = Entry(
        kind=form.kind.data if form.kind.data in OFFERED else OFFERED[0],
        phone=phone or "",
        language=language_or_source(form.language.data),
        shared=bool(form.shared.data) and may_share,
        **{name: " ".join((form[name].data or "").split())[:most] for name, most in LONGEST.items()},
    )
    for name, code in entry_faults(entry):
        form[name].errors = [*form[name].errors, fault_sentence(code)]
    return None if form.errors else entry


def _phone_from(form: ContactForm) -> str | None:
    try:
        return mobile_from(form.phone.data or "")
    except ValueError as fault:
        form.phone.errors = [fault_sentence(str(fault))]
        return None
