"""Links and codes that a mail may still have to repeat, by the generation of the master key they need."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, func, select, true
from sqlalchemy.orm import Session

from contracts.filed_addresses import EntryState
from contracts.stage import ENDED
from database.account import AccountLetter
from database.contract import Contract
from database.delivery import PartyLink
from database.office import AddressEntry
from database.party import Party
from database.people import User
from database.schema import METADATA

DRAWN_FROM, ENDS = "secret_id", "expires_at"


@dataclass(frozen=True, slots=True)
class LiveLinks:
    """`until` is when the last of them ends, None for no link or one without an end."""

    count: int
    until: datetime | None


def links_drawn_under_older(session: Session, newest: bytes, now: datetime) -> LiveLinks:
    """Count what is valid at `now` and does not begin with the key id of the newest generation."""
    count, ends = _endless(session, newest) + _unsent(session, newest), []
    for table in METADATA.sorted_tables:
        if DRAWN_FROM in table.c and ENDS in table.c:
            found, until = session.execute(
                select(func.count(), func.max(table.c[ENDS])).where(
                    _is_older(table, newest), _is_open(table), table.c[ENDS] > now
                )
            ).one()
            count += found
            ends += [until] if found else []
    return LiveLinks(count, max(ends, default=None))


def _endless(session: Session, newest: bytes) -> int:
    table = METADATA.tables[PartyLink.__tablename__]
    query = (
        select(func.count(PartyLink.id))
        .join(Party, Party.id == PartyLink.party_id)
        .join(Contract, Contract.id == Party.contract_id)
        .where(_is_older(table, newest), _is_open(table), PartyLink.expires_at.is_(None))
        .where(Contract.stage.not_in(ENDED))
    )
    return session.scalars(query).one()


def _unsent(session: Session, newest: bytes) -> int:
    """Count temporary passwords and confirmations whose mail may be due: they have no end of their own."""
    letter, entry = METADATA.tables[AccountLetter.__tablename__], METADATA.tables[AddressEntry.__tablename__]
    letters = (
        select(func.count(AccountLetter.id))
        .join(User, User.id == AccountLetter.user_id)
        .where(_is_older(letter, newest), AccountLetter.told_at.is_(None), User.disabled_at.is_(None))
    )
    entries = select(func.count(AddressEntry.id)).where(
        _is_older(entry, newest), AddressEntry.state == EntryState.UNCONFIRMED
    )
    return session.scalars(letters).one() + session.scalars(entries).one()


def _is_older(table: Table, newest: bytes) -> ColumnElement[bool]:
    drawn = table.c[DRAWN_FROM]
    return and_(drawn.is_not(None), func.substr(drawn, 1, len(newest)) != newest)


def _is_open(table: Table) -> ColumnElement[bool]:
    closing = [table.c[name].is_(None) for name in ("revoked_at", "used_at") if name in table.c]
    return and_(true(), *closing)
