"""宛先帳: what an entry must hold so that a contract can be sent to it (domain.md MK-69, IM-30, AD-16)."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.languages import SOURCE
from contracts.mail_address import MAIL
from contracts.standing import PartyKind


@dataclass(frozen=True, slots=True)
class Entry:
    """`phone` are digits alone; `role` is the role the person usually has; `shared` by everybody."""

    kind: str = PartyKind.INDIVIDUAL.value
    company: str = ""
    title: str = ""
    name: str = ""
    role: str = ""
    mail: str = ""
    phone: str = ""
    language: str = SOURCE
    shared: bool = False


def entry_faults(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each field with the code of what is wrong in it."""
    corporate = entry.kind != PartyKind.INDIVIDUAL
    if corporate and not entry.company:
        yield "company", "company_missing"
    if not entry.name:
        yield "name", "name_missing"
    if entry.mail and not MAIL.fullmatch(entry.mail):
        yield "mail", "mail_invalid"
    if not entry.mail and (corporate or not entry.phone):
        yield "mail", "mail_missing" if corporate else "mail_or_phone_missing"
    if corporate and entry.phone:
        yield "phone", "phone_for_individuals"
