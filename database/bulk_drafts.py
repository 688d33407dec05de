"""The draft that a row stands for, and what is wrong with it: by the rules of every other draft (MK-51)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from database.bulk_values import PartyValues, RowValues
from database.contract import Contract
from database.document_template import DocumentTemplate
from database.drafting import Fault, House, box_faults_in, faults_in
from database.party import Party
from database.queries.draft_parties import parties_of
from database.queries.filed_addresses import outdated_addresses
from database.sessions import Staff
from database.template_content import TemplateContent, TemplateParty
from database.template_drafts import NOBODY, Named, Words, begin_draft, filled_title, put_words

Codes = Mapping[int, str]
"""Hashes of access codes by the number of the party in the template."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who sends, and of which template as it was when the file came."""

    person: Staff
    template: DocumentTemplate
    content: TemplateContent


def row_draft(session: Session, source: Source, public_id: str, values: RowValues, codes: Codes) -> Contract:
    contract = begin_draft(session, source.person, source.template, source.content, public_id)
    put_row(session, source, contract, values, codes)
    return contract


def put_row(session: Session, source: Source, contract: Contract, values: RowValues, codes: Codes) -> None:
    """Make the draft say what the row says; whatever another row put there is gone."""
    found, facts = parties_of(session, contract), source.content.facts
    for one in values.parties:
        party = found[one.number - 1]
        party.company, party.name, party.mail, party.phone = one.company, one.name, one.mail, one.phone
        party.access_code_hash = codes.get(one.number, "")
        if party.own and not party.company:
            party.company = source.person.organization.name
    _put_facts(contract, values, facts)
    memo = values.memo or facts["memo"]
    words = Words(values.title or facts["title"], facts["comment"], memo, values.subject)
    put_words(session, source.person, contract, found, words)


def row_title(session: Session, source: Source, values: RowValues) -> str:
    """Return the title that the row's contract gets, as `put_row` fills it in."""
    facts, typed = source.content.facts, {one.number: one for one in values.parties}
    number = next((n for n, one in enumerate(source.content.parties, 1) if not one.asked["own"]), 0)
    named = _named(source.content.parties[number - 1], typed.get(number)) if number else NOBODY
    words = Words(values.title or facts["title"], "", "", values.subject)
    return filled_title(session, source.person, named, words)


def _named(party: TemplateParty, typed: PartyValues | None) -> Named:
    if typed is not None:
        return typed.company, typed.name
    return party.who.get("company", ""), party.who.get("name", "")


def _put_facts(contract: Contract, values: RowValues, facts: Mapping[str, object]) -> None:
    contract.starts_on, contract.ends_on = values.days
    named = ("amount_state", "amount", "currency", "amount_tax")
    for name in named:
        setattr(contract, name, getattr(values, name) if values.amount_state else facts[name])
    limit = facts["guarantee_limit"] if values.guarantee_limit is None else values.guarantee_limit
    contract.guarantee_limit = limit if isinstance(limit, int) else None


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """What is written inside is looked at and never kept."""
    trial = session.begin_nested()
    try:
        yield
    finally:
        trial.rollback()


def draft_faults(session: Session, contract: Contract, house: House) -> tuple[Fault, ...]:
    """Return everything that would keep the draft from being sent, an outdated address among it (AD-19)."""
    parties = parties_of(session, contract)
    return (
        *faults_in(session, contract, may_text=house.may_text),
        *box_faults_in(session, contract),
        *_outdated(session, parties),
    )


def _outdated(session: Session, parties: Sequence[Party]) -> Iterator[Fault]:
    for one in outdated_addresses(session, parties):
        yield Fault("mail", "address_outdated", one.party.public_id)
