"""Rows that the name or the phone of a request hits: they count once somebody has ticked them (LW-39).

Two people have one name; a name alone never gives anything away and never erases anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, false, func, null, or_, select
from sqlalchemy.orm import Session

from contracts.person_requests import squeezed
from database.contact import Contact
from database.contract import Contract
from database.holders import PartyHolder
from database.office import AddressEntry
from database.party import Party
from database.people import User
from database.person_request import PersonHint, PersonRequest
from database.persons.person import Person
from database.queries.contracts import may_see
from database.readers import Reader
from database.sessions import Staff
from database.sharing import ExternalComment, VersionShare
from database.shelves import By
from database.tax_visit import TaxVisit

MOST = 100


@dataclass(frozen=True, slots=True)
class Source:
    """Where names are compared; `mail` is looked at to leave out what the address has found already."""

    place: str
    table: Any
    name: Any
    mail: Any = None
    phone: Any = None
    company: Any = None


@dataclass(frozen=True, slots=True)
class Hint:
    place: str
    row: int
    name: str
    mail: str
    company: str
    contract: Contract | None
    ticked: bool

    @property
    def key(self) -> str:
        return f"{self.place}:{self.row}"


SOURCES = (
    Source("party", Party, Party.name, Party.mail, Party.phone, Party.company),
    Source(
        "party_holder",
        PartyHolder,
        PartyHolder.name,
        PartyHolder.mail,
        PartyHolder.phone,
        PartyHolder.company,
    ),
    Source("contact", Contact, Contact.name, Contact.mail, Contact.phone, Contact.company),
    Source("reader", Reader, Reader.name, Reader.mail, None, Reader.company),
    Source("address_entry", AddressEntry, AddressEntry.name, AddressEntry.mail, None, AddressEntry.company),
    Source("version_share", VersionShare, VersionShare.recipient, VersionShare.mail),
    Source("external_comment", ExternalComment, ExternalComment.author),
    Source("app_user", User, User.name, User.mail, User.phone),
    Source("tax_visit", TaxVisit, TaxVisit.visitor),
)


def hints_for(session: Session, staff: Staff, person: Person) -> list[Hint]:
    """Return what may be the person's: of contracts only those that `staff` may open, at most 100 a place."""
    return [hint for source in SOURCES for hint in _of_source(session, staff, person, source)]


def tick(
    session: Session, by: By, request: PersonRequest, chosen: Sequence[str], offered: Sequence[Hint]
) -> int:
    """Keep which of the hints shown are meant and return how many; what was not shown is left alone."""
    wanted = {one for one in offered if one.key in chosen}
    for one in offered:
        is_it = (
            PersonHint.request_id == request.id,
            PersonHint.place == one.place,
            PersonHint.row_id == one.row,
        )
        session.execute(delete(PersonHint).where(*is_it))
        if one in wanted:
            session.add(_row(request, one))
    changed = {one.key for one in offered if one.ticked} != {one.key for one in wanted}
    if changed:
        by.tells(session, "person_hints_ticked", request.public_id, count=len(wanted))
    return len(wanted)


def forget_tick(session: Session, request: PersonRequest, place: str, row: int) -> None:
    """A number that was freed may be given to somebody else's row."""
    is_it = PersonHint.request_id == request.id, PersonHint.place == place, PersonHint.row_id == row
    session.execute(delete(PersonHint).where(*is_it))


def _row(request: PersonRequest, hint: Hint) -> PersonHint:
    return PersonHint(
        organization_id=request.organization_id, request_id=request.id, place=hint.place, row_id=hint.row
    )


def _of_source(session: Session, staff: Staff, person: Person, source: Source) -> Iterator[Hint]:
    query = _with_contract(source, staff)
    table = source.table
    here = table.organization_id == person.organization_id
    query = query.where(here, _says(source, person), *_not_found_yet(source, person))
    ticked = set(person.rows_ticked(source.place))
    for row, contract in session.execute(query.order_by(table.id).limit(MOST)):
        shown = [
            getattr(row, column.key) if column is not None else "" for column in (source.mail, source.company)
        ]
        name = getattr(row, source.name.key)
        yield Hint(source.place, row.id, name, shown[0], shown[1], contract, row.id in ticked)


def _says(source: Source, person: Person) -> ColumnElement[bool]:
    says: list[ColumnElement[bool]] = []
    if person.name:
        bare = func.replace(func.replace(source.name, " ", ""), "　", "")
        says.append(bare == squeezed(person.name))
    if person.phone and source.phone is not None:
        says.append(func.replace(source.phone, "-", "") == person.phone)
    return or_(false(), *says)


def _not_found_yet(source: Source, person: Person) -> list[ColumnElement[bool]]:
    return [func.lower(source.mail).not_in(person.keys)] if source.mail is not None and person.keys else []


def _with_contract(source: Source, staff: Staff) -> Select[Any]:
    """Rows of a contract come with it, as far as it is open to `staff`."""
    table: Any = source.table
    query: Select[Any] = select(table)
    if table is Party or table is VersionShare:
        query = query.add_columns(Contract).join(Contract, Contract.id == table.contract_id)
        return query.where(may_see(staff))
    if table is PartyHolder:
        query = query.add_columns(Contract).join(Party, Party.id == table.party_id)
        return query.join(Contract, Contract.id == Party.contract_id).where(may_see(staff))
    if table is ExternalComment:
        query = query.add_columns(Contract).join(VersionShare, VersionShare.id == table.share_id)
        outside = table.user_id.is_(None)
        return query.join(Contract, Contract.id == VersionShare.contract_id).where(may_see(staff), outside)
    return query.add_columns(null())
