"""Places outside the record of a contract: address book, readers, shares, filed addresses (LW-39)."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from contracts.filed_addresses import ENDED, EntryState, state_on
from contracts.person_requests import ERASABLE, Verdict, Why
from contracts.stage import ENDED as ENDED_STAGES
from database.abuse import AbuseReport
from database.bulk_sending import BulkRow, BulkSending
from database.contact import Contact
from database.contract import Contract
from database.engine import now_of
from database.factors import OneTimeCode, SecondFactor
from database.office import AddressEntry, AddressInvitation
from database.party import Party
from database.person_request import PersonRequest
from database.persons.person import Find, Item, Person, Place, Value, always, given, gone, without
from database.persons.stays import stays_of
from database.queries.people import mail_key
from database.queries.reader_accounts import forget_reader
from database.readers import Reader, ReaderInvitation
from database.sharing import ExternalComment, VersionShare
from database.tax_visit import TaxVisit

FILED = ("title", "name", "mail", "previous_mail", "remote")


def _rows(code: str, table: Any, keys: str, columns: str) -> Find:  # noqa: ANN401 -- a table of an organisation
    """Look for the addresses in the columns `keys`, and for what was ticked."""

    def find(session: Session, person: Person) -> Iterator[Item]:
        theirs = person.is_at(*(getattr(table, key) for key in keys.split())) if keys else None
        ticked = table.id.in_(person.rows_ticked(code))
        query = select(table).where(table.organization_id == person.organization_id)
        for row in session.scalars(query.where(ticked if theirs is None else or_(theirs, ticked))):
            yield Item(code, row, given(row, columns))

    return find


def _forget_reader(session: Session, item: Item) -> None:
    forget_reader(session, item.row)


def _is_open(session: Session, item: Item, _today: date) -> Verdict:
    """A link that still opens is not taken away behind whoever holds it."""
    row = item.row
    is_live = row.used_at is None and row.expires_at > now_of(session)
    return Verdict(Why.LIVE) if is_live else ERASABLE


def _codes(session: Session, person: Person) -> Iterator[Item]:
    query = select(OneTimeCode, Contract).join(Party, Party.id == OneTimeCode.party_id)
    query = query.join(Contract, Contract.id == Party.contract_id)
    here = OneTimeCode.organization_id == person.organization_id
    columns = "channel address_key remote purpose facts created_at used_at"
    for row, contract in session.execute(query.where(here, person.is_at(OneTimeCode.address_key))):
        yield Item("one_time_code", row, given(row, columns), contract)


def _of_factor(session: Session, item: Item, _today: date) -> Verdict:
    """While a contract is under way the person proves themselves with it."""
    person = Person(item.row.organization_id, frozenset({item.row.mail_key}))
    underway = any(stay.contract.stage not in ENDED_STAGES for stay in stays_of(session, person))
    return Verdict(Why.UNDERWAY) if underway else ERASABLE


def _of_entry(_session: Session, item: Item, today: date) -> Verdict:
    """An entry that still counts is first decided on; one nobody confirmed goes by itself in two days."""
    if not item.row.mail:
        return ERASABLE
    state = state_on(today, item.row.state, item.row.expires_on)
    return ERASABLE if state in (*ENDED, EntryState.UNCONFIRMED) else Verdict(Why.ACTIVE)


def _empty_entry(_session: Session, item: Item) -> None:
    """The decisions on it are append-only and name it: the row stays, without the person."""
    for name in FILED:
        setattr(item.row, name, "")
    item.row.mail_key = f"erased:{item.row.public_id}"


def _shares(session: Session, person: Person) -> Iterator[Item]:
    query = select(VersionShare, Contract).join(Contract, Contract.id == VersionShare.contract_id)
    theirs = person.is_at(VersionShare.mail) | VersionShare.id.in_(person.rows_ticked("version_share"))
    here = VersionShare.organization_id == person.organization_id
    for row, contract in session.execute(query.where(here, theirs)):
        columns = "recipient mail message language created_at expires_at opened_at"
        yield Item("version_share", row, given(row, columns), contract)


def _of_share(session: Session, item: Item, _today: date) -> Verdict:
    row = item.row
    is_live = row.revoked_at is None and row.expires_at > now_of(session)
    return Verdict(Why.LIVE) if is_live else ERASABLE


def _empty_share(_session: Session, item: Item) -> None:
    item.row.recipient = item.row.mail = item.row.message = ""


def _words_outside(session: Session, person: Person) -> Iterator[Item]:
    """What was written by whoever had the link that was sent to this person."""
    shares = {share.row.id: share.contract for share in _shares(session, person)}
    query = select(ExternalComment).where(ExternalComment.user_id.is_(None))
    ticked = ExternalComment.id.in_(person.rows_ticked("external_comment"))
    here = ExternalComment.organization_id == person.organization_id
    for row in session.scalars(query.where(here, ExternalComment.share_id.in_(shares) | ticked)):
        contract = shares.get(row.share_id) or row.share.contract
        yield Item("external_comment", row, given(row, "author kind body at"), contract)


def _empty_words(_session: Session, item: Item) -> None:
    item.row.author = item.row.body = ""


def _bulk_rows(session: Session, person: Person) -> Iterator[Item]:
    query = select(BulkRow, BulkSending, Contract).join(
        BulkSending, BulkSending.id == BulkRow.bulk_sending_id
    )
    query = query.outerjoin(Contract, Contract.id == BulkRow.contract_id)
    here = BulkRow.organization_id == person.organization_id
    for row, run, contract in session.execute(query.where(here, person.is_in(BulkRow.cells))):
        shown: dict[str, Value] = {
            "mentions": ", ".join(sorted(person.keys)),
            "filename": run.filename,
            "created_at": run.created_at,
        }
        yield Item("bulk_row", (row, run, person), shown, contract)


def _of_bulk_row(_session: Session, item: Item, _today: date) -> Verdict:
    return ERASABLE if item.row[1].ended_at else Verdict(Why.UNDERWAY)


def _empty_bulk_row(_session: Session, item: Item) -> None:
    """What was typed of the person goes out of the row; the contract it became is a place of its own."""
    row, _run, person = item.row
    facts = json.loads(row.row_values)
    words = {one["mail"] for one in facts.get("parties", []) if person.has(one.get("mail", ""))}
    for party in facts.get("parties", []):
        if person.has(party.get("mail", "")):
            words |= {party.get(name, "") for name in ("name", "phone")}
            party.update({name: "" for name in ("mail", "name", "phone") if name in party})
    spoken = {value for value in json.loads(row.cells).values() if person.has(value)}
    row.cells = without(row.cells, (words | spoken) - {""})
    row.row_values = json.dumps(facts, ensure_ascii=False)


def _requests(session: Session, person: Person) -> Iterator[Item]:
    """Requests themselves name the person, and are kept for a time as proof of what was answered."""
    query = select(PersonRequest).where(PersonRequest.organization_id == person.organization_id)
    for row in session.scalars(query.where(person.is_in(PersonRequest.mails))):
        if {mail_key(one) for one in row.mails.split()} & person.keys:
            columns = "kind mails name phone received_on checked_how remarks created_at closed_at"
            yield Item("person_request", row, given(row, columns))


def _columns(table: str, names: str) -> list[str]:
    return [f"{table}.{name}" for name in names.split()]


CONTACT = "company title name role mail phone language changed_at"
READER = "mail company name language created_at"
ENTRY = "company title name mail previous_mail remote state filed_at confirmed_at expires_on"
REPORT = "kind details mail remote reported_at"
PLACES = (
    Place(
        "contact",
        _rows("contact", Contact, "mail_key", CONTACT),
        _columns("contact", "company title name role mail mail_key phone sorted_by found_by"),
        always(None),
        gone,
    ),
    Place(
        "reader",
        _rows("reader", Reader, "mail_key", READER),
        _columns("reader", "mail mail_key company name") + _columns("reader_paper", "note"),
        always(None),
        _forget_reader,
    ),
    Place(
        "reader_invitation",
        _rows("reader_invitation", ReaderInvitation, "mail_key", f"purpose {READER} remote"),
        _columns("reader_invitation", "mail mail_key company name remote"),
        _is_open,
        gone,
    ),
    Place("one_time_code", _codes, _columns("one_time_code", "address_key remote facts"), _is_open, gone),
    Place(
        "second_factor",
        _rows("second_factor", SecondFactor, "mail_key", "kind created_at last_used_at revoked_at"),
        _columns("second_factor", "mail_key"),
        _of_factor,
        gone,
    ),
    Place(
        "version_share",
        _shares,
        _columns("version_share", "recipient mail message"),
        _of_share,
        _empty_share,
    ),
    Place(
        "external_comment",
        _words_outside,
        _columns("external_comment", "author body"),
        erase=_empty_words,
    ),
    Place(
        "address_entry",
        _rows("address_entry", AddressEntry, "mail_key previous_mail", ENTRY),
        _columns("address_entry", "company company_key title name mail mail_key previous_mail remote"),
        _of_entry,
        _empty_entry,
    ),
    Place(
        "address_invitation",
        _rows("address_invitation", AddressInvitation, "mail", "company name mail language created_at"),
        _columns("address_invitation", "company name mail"),
        always(None),
        gone,
    ),
    Place(
        "bulk_row", _bulk_rows, _columns("bulk_row", "cells row_values sealed"), _of_bulk_row, _empty_bulk_row
    ),
    Place(
        "abuse_report",
        _rows("abuse_report", AbuseReport, "mail", REPORT),
        _columns("abuse_report", "details mail remote"),
        always(Why.EVIDENCE),
    ),
    Place(
        "tax_visit",
        _rows("tax_visit", TaxVisit, "", "visitor first_day last_day until created_at"),
        _columns("tax_visit", "visitor"),
        always(Why.EVIDENCE),
    ),
    Place(
        "person_request",
        _requests,
        _columns("person_request", "mails name phone checked_how remarks"),
        always(Why.SCHEDULED),
    ),
)
