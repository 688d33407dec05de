"""Which generations of the master key this database still needs; the keys themselves are never here."""

from datetime import datetime

from sqlalchemy import String, inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from database.audit import Told, append_audit
from database.base import Key, Row
from database.engine import now_of
from database.people import Installation, Organization

COMMAND = "command"


class KeyGeneration(Row):
    """One generation by its check value, from the first rotation on; `number` counts from 1."""

    __tablename__ = "key_generation"

    id: Mapped[Key]
    number: Mapped[int] = mapped_column(unique=True)
    check_value: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


def living_generations(session: Session) -> list[KeyGeneration]:
    """Return those that may still open something, newest first; none before the first rotation."""
    query = select(KeyGeneration).where(KeyGeneration.retired_at.is_(None))
    return list(session.scalars(query.order_by(KeyGeneration.number.desc())))


def expected_checks(session: Session) -> tuple[str, ...]:
    """Return the check values of every key that must be in the file, also of an older schema."""
    known = inspect(session.connection()).has_table(KeyGeneration.__tablename__)
    living = living_generations(session) if known else []
    if living:
        return tuple(one.check_value for one in living)
    return tuple(session.scalars(select(Installation.key_check)))


def register_generation(session: Session, check_value: str) -> int:
    """Say which key is the newest from now on and return its number; known already, nothing changes."""
    installation = session.scalars(select(Installation)).one()
    known = list(session.scalars(select(KeyGeneration).order_by(KeyGeneration.number)))
    for one in known:
        if one.check_value == check_value:
            return one.number
    if not known and check_value == installation.key_check:
        return 1
    if not known:
        known.append(
            KeyGeneration(number=1, check_value=installation.key_check, created_at=installation.created_at)
        )
        session.add(known[0])
    number, at = known[-1].number + 1, now_of(session)
    session.add(KeyGeneration(number=number, check_value=check_value, created_at=at))
    installation.key_check = check_value
    tell_everybody(session, Told("master_key_rotated", COMMAND, "", {"generation": number}), at)
    return number


def retire_older(session: Session) -> int:
    """Say of every generation but the newest that nothing needs it, and return how many there were."""
    at = now_of(session)
    older = living_generations(session)[1:]
    for one in older:
        one.retired_at = at
        tell_everybody(session, Told("master_key_retired", COMMAND, "", {"generation": one.number}), at)
    return len(older)


def tell_everybody(session: Session, told: Told, at: datetime) -> None:
    """Write into the log of each organisation what concerns the whole installation."""
    for organization in session.scalars(select(Organization.id).order_by(Organization.id)):
        append_audit(session, organization, told, at)
