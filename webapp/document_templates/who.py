"""A party of a template whose names are 送信時に指定, and what must be said of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.mail_address import MAIL
from contracts.phone import mobile_from
from contracts.standing import PartyKind
from webapp.document_templates.forms import WhoForm
from webapp.drafting.complaining import complain
from webapp.texts.draft_faults import fault_sentence


@dataclass(frozen=True, slots=True)
class Ask:
    """`number` counts the parties of the template from 1; `asked` is what it holds of this one."""

    number: int
    asked: Mapping[str, Any]
    form: WhoForm

    @property
    def role(self) -> str:
        return str(self.asked["role"])

    @property
    def corporate(self) -> bool:
        return bool(self.asked["kind"] != PartyKind.INDIVIDUAL)

    @property
    def needs_names(self) -> bool:
        """Whoever opens the 締結用URL says who they are (CS-09)."""
        return not (self.asked["claimable"] and self.asked["signs"])


def who_fits(ask: Ask) -> bool:
    """Complain of what is missing or cannot be read; an entry of 宛先帳 says what was left empty."""
    for field, code in (*_unreadable(ask), *_missing(ask)):
        complain(ask.form[field], fault_sentence(code))
    return not ask.form.errors


def _unreadable(ask: Ask) -> Iterator[tuple[str, str]]:
    typed = ask.form.typed
    if typed["mail"] and not MAIL.fullmatch(typed["mail"]):
        yield "mail", "mail_invalid"
    try:
        mobile_from(typed["phone"])
    except ValueError as fault:
        yield "phone", str(fault)


def _missing(ask: Ask) -> Iterator[tuple[str, str]]:
    typed = ask.form.typed
    if not ask.needs_names or ask.form.contact.data:
        return
    if ask.corporate and not typed["company"] and not ask.asked["own"]:
        yield "company", "company_missing"
    if not typed["name"]:
        yield "name", "name_missing"
    if not typed["mail"] and (ask.corporate or not typed["phone"]):
        yield "mail", "mail_missing" if ask.corporate else "mail_or_phone_missing"
