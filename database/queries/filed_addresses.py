"""届出メールアドレス: the entries on file, as staff see them and as drafts use them (AD-19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session

from contracts.filed_addresses import EntryState, Outdated, outdated, state_on
from contracts.finding import company_key
from contracts.reasons import JST
from database.engine import now_of
from database.office import AddressDecision, AddressEntry
from database.party import Party
from database.people import Organization, User
from database.queries.people import mail_key
from database.queries.preferences import preferences_of

PAGE = 25
MOST_CHOICES = 500


@dataclass(frozen=True, slots=True)
class EntriesWanted:
    """`state` None asks for every entry that counts; those nobody has confirmed are never listed."""

    words: str
    state: EntryState | None
    page: int


@dataclass(frozen=True, slots=True)
class EntryPage:
    rows: Sequence[AddressEntry]
    total: int


@dataclass(frozen=True, slots=True)
class OutdatedAddress:
    """A party of a draft, why its address deserves a look, and the newest entry that says so."""

    party: Party
    why: Outdated
    entry: AddressEntry

    @property
    def token(self) -> str:
        """Return what a tick stands for: another reason, or another entry, is to be ticked anew."""
        return f"{self.party.public_id}.{self.entry.public_id}.{self.why}"


def today_in_japan(session: Session) -> date:
    return now_of(session).astimezone(JST).date()


def organization_taking_addresses(session: Session, public_id: str) -> Organization | None:
    """Return the organisation whose form this is; None: there is none, or it takes nothing at present."""
    query = select(Organization).where(Organization.public_id == public_id)
    found = session.scalars(query).first()
    is_open = found is not None and preferences_of(session, found.id).address_form_open
    return found if is_open else None


def entry_page(session: Session, organization_id: int, wanted: EntriesWanted) -> EntryPage:
    found = _of(organization_id).where(*_conditions(wanted, today_in_japan(session)))
    total = session.scalars(select(func.count()).select_from(found.subquery())).one()
    newest_first = found.order_by(AddressEntry.confirmed_at.desc(), AddressEntry.id.desc())
    rows = session.scalars(newest_first.limit(PAGE).offset((wanted.page - 1) * PAGE)).all()
    return EntryPage(rows, total)


def pending_entries(session: Session, organization_id: int) -> int:
    query = select(func.count()).where(
        AddressEntry.organization_id == organization_id, AddressEntry.state == EntryState.PENDING
    )
    return session.scalars(query).one()


def confirmed_entry(session: Session, organization_id: int, public_id: str) -> AddressEntry | None:
    return session.scalars(_of(organization_id).where(AddressEntry.public_id == public_id)).first()


def decisions_on(session: Session, entry: AddressEntry) -> Sequence[Row[AddressDecision, User, AddressEntry]]:
    """Return each decision with who made it and the entry that took the place, oldest first."""
    query = (
        select(AddressDecision, User, AddressEntry)
        .join(User, User.id == AddressDecision.decided_by_id)
        .outerjoin(AddressEntry, AddressEntry.public_id == AddressDecision.successor)
        .where(AddressDecision.address_entry_id == entry.id)
    )
    return session.execute(query.order_by(AddressDecision.id)).all()


def approved_entries(session: Session, organization_id: int) -> Sequence[AddressEntry]:
    """Return what holds today, by company and name, at most `MOST_CHOICES`."""
    holds = _state_is(EntryState.APPROVED, today_in_japan(session))
    query = _of(organization_id).where(holds).order_by(AddressEntry.company_key, AddressEntry.name)
    return session.scalars(query.limit(MOST_CHOICES)).all()


def entries_it_may_replace(session: Session, entry: AddressEntry) -> Sequence[AddressEntry]:
    """Return what holds of the same address, of the address it says it changes, or of the same company."""
    keys = {entry.mail_key, mail_key(entry.previous_mail)}
    of_company = AddressEntry.company_key == entry.company_key
    same = or_(AddressEntry.mail_key.in_(keys), of_company & (AddressEntry.company_key != ""))
    query = _of(entry.organization_id).where(
        AddressEntry.state == EntryState.APPROVED, AddressEntry.id != entry.id, same
    )
    return session.scalars(query.order_by(AddressEntry.confirmed_at.desc())).all()


def outdated_addresses(session: Session, parties: Sequence[Party]) -> tuple[OutdatedAddress, ...]:
    """Return the parties of a contract whose address was rejected, expired, changed or given a new code."""
    mailed = [party for party in parties if party.mail]
    if not mailed:
        return ()
    keys = {mail_key(party.mail) for party in mailed}
    filed, today = _filed_under(session, mailed[0].organization_id, keys), today_in_japan(session)
    found = (_outdated(party, filed.get(mail_key(party.mail), []), today) for party in mailed)
    return tuple(one for one in found if one is not None)


def _outdated(party: Party, entries: Sequence[AddressEntry], today: date) -> OutdatedAddress | None:
    states = [state_on(today, entry.state, entry.expires_on) for entry in entries]
    paired = zip(entries, states, strict=True)
    held = {entry.code_hash for entry, state in paired if state is EntryState.APPROVED}
    older = {entry.code_hash for entry in entries} - held
    why = outdated(states, code_is_of_an_older=party.access_code_hash in older)
    if why is None:
        return None
    return OutdatedAddress(party, why, entries[0])


def _filed_under(session: Session, organization_id: int, keys: set[str]) -> dict[str, list[AddressEntry]]:
    query = _of(organization_id).where(AddressEntry.mail_key.in_(keys))
    rows = session.scalars(query.order_by(AddressEntry.mail_key, AddressEntry.confirmed_at.desc()))
    return {key: list(group) for key, group in groupby(rows, key=lambda row: row.mail_key)}


def _of(organization_id: int) -> Select[AddressEntry]:
    return select(AddressEntry).where(
        AddressEntry.organization_id == organization_id, AddressEntry.state != EntryState.UNCONFIRMED
    )


def _conditions(wanted: EntriesWanted, today: date) -> list[ColumnElement[bool]]:
    conditions = [_state_is(wanted.state, today)] if wanted.state else []
    return [*conditions, _says(wanted.words)] if wanted.words else conditions


def _state_is(state: EntryState, today: date) -> ColumnElement[bool]:
    """The same as `state_on`, in SQL."""
    has_ended = AddressEntry.expires_on < today
    still_holds = or_(AddressEntry.expires_on.is_(None), ~has_ended)
    if state is EntryState.APPROVED:
        return (AddressEntry.state == EntryState.APPROVED) & still_holds
    if state is EntryState.EXPIRED:
        ended = (AddressEntry.state == EntryState.APPROVED) & has_ended
        return or_(AddressEntry.state == EntryState.EXPIRED, ended)
    return AddressEntry.state == state


def _says(words: str) -> ColumnElement[bool]:
    key = company_key(words)
    company = (
        AddressEntry.company_key.contains(key, autoescape=True) if key else AddressEntry.company == words
    )
    return or_(
        company,
        AddressEntry.name.contains(words, autoescape=True),
        AddressEntry.mail_key.contains(mail_key(words), autoescape=True),
    )
