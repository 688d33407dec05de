"""The audit log as people read it: by day, kind, person and contract; names are looked up when read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import JSON, ColumnElement, Select, String, cast, not_, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from database.audit import AuditEvent
from database.contract import Contract
from database.overview import OverviewGrant
from database.party import Party
from database.people import User
from database.queries.contracts import may_see
from database.record import ContractEvent
from database.sessions import Staff

ENGINE = "engine"
BATCH = 500


@dataclass(frozen=True, slots=True)
class LogWanted:
    """From `since` until before `until`; `codes` empty means every kind.

    `person` is part of a name or address of who acted, `number` a contract's.
    """

    since: datetime | None = None
    until: datetime | None = None
    codes: frozenset[str] = frozenset()
    person: str = ""
    number: str = ""

    @property
    def is_whole(self) -> bool:
        return self == LogWanted()

    @property
    def is_range(self) -> bool:
        """Nothing narrows the log but days."""
        return self == LogWanted(self.since, self.until)


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of the log, newest first; `older` and `newer` say whether there is more on either side."""

    rows: Sequence[AuditEvent]
    older: bool
    newer: bool


def head_of(session: Session, organization_id: int) -> AuditEvent | None:
    """Return the last row; its sequence is also how many rows there are."""
    return session.scalars(_newest_first(_of(organization_id)).limit(1)).first()


def rows_before(session: Session, staff: Staff, wanted: LogWanted, before: int | None, size: int) -> Slice:
    """Return what is older than row `before`, or the newest rows; nothing is counted."""
    query = _narrowed(session, staff, wanted)
    if before is not None:
        query = query.where(AuditEvent.sequence < before)
    rows = session.scalars(_newest_first(query).limit(size + 1)).all()
    return Slice(rows[:size], older=len(rows) > size, newer=before is not None)


def rows_newer(session: Session, staff: Staff, wanted: LogWanted, after: int, size: int) -> Slice:
    query = _narrowed(session, staff, wanted).where(AuditEvent.sequence > after)
    rows = session.scalars(query.order_by(AuditEvent.sequence).limit(size + 1)).all()
    return Slice(rows[:size][::-1], older=True, newer=len(rows) > size)


def rows_between(
    session: Session, staff: Staff, wanted: LogWanted, after: int, through: int
) -> Sequence[AuditEvent]:
    """Return the next rows in the order of the chain, `through` included."""
    query = _narrowed(session, staff, wanted)
    query = query.where(AuditEvent.sequence > after, AuditEvent.sequence <= through)
    return session.scalars(query.order_by(AuditEvent.sequence).limit(BATCH)).all()


def _of(organization_id: int) -> Select[AuditEvent]:
    return select(AuditEvent).where(AuditEvent.organization_id == organization_id)


def _newest_first(query: Select[AuditEvent]) -> Select[AuditEvent]:
    return query.order_by(AuditEvent.sequence.desc())


def _narrowed(session: Session, staff: Staff, wanted: LogWanted) -> Select[AuditEvent]:
    organization_id = staff.organization.id
    query = _of(organization_id).where(*_open_to(staff), *written_within(wanted))
    if wanted.codes:
        query = query.where(AuditEvent.code.in_(wanted.codes))
    if wanted.number:
        query = query.where(AuditEvent.subject.in_(_numbered(organization_id, wanted.number)))
    if wanted.person:
        query = query.where(_done_by(session, organization_id, wanted.person))
    return query


def written_within(wanted: LogWanted) -> list[ColumnElement[bool]]:
    """Instants are kept as ISO text in UTC, which sorts as time does."""
    since = [AuditEvent.at >= wanted.since.astimezone(UTC).isoformat()] if wanted.since else []
    return since + ([AuditEvent.at < wanted.until.astimezone(UTC).isoformat()] if wanted.until else [])


def hides_rows(session: Session, staff: Staff) -> bool:
    """Tell whether the log has rows that this person does not get: of 親展 they are kept out of (AD-24)."""
    return session.scalar(_kept_from(staff).limit(1)) is not None


def _open_to(staff: Staff) -> Sequence[ColumnElement[bool]]:
    """Leave out what was done to a 親展 contract, or by and to its parties, for whoever may not see it."""
    contracts = _kept_from(staff)
    ids = select(Contract.id).where(Contract.public_id.in_(contracts))
    parties = select(Party.public_id).where(Party.contract_id.in_(ids))
    return (
        AuditEvent.subject.not_in(contracts),
        AuditEvent.subject.not_in(parties),
        AuditEvent.actor.not_in(parties),
    )


def _kept_from(staff: Staff) -> Select[str]:
    return select(Contract.public_id).where(
        Contract.organization_id == staff.organization.id,
        Contract.confidential.is_(True),
        not_(may_see(staff)),
    )


def _numbered(organization_id: int, number: str) -> Select[str]:
    return select(Contract.public_id).where(
        Contract.organization_id == organization_id, Contract.number == number
    )


def _done_by(session: Session, organization_id: int, person: str) -> ColumnElement[bool]:
    """What the engine records was done by whoever the contract's own event names."""
    people = _people_named(organization_id, person)
    acted = select(facts_of_the_row()).where(
        ContractEvent.organization_id == organization_id, _actor_of_event(session).in_(people)
    )
    by_engine = (AuditEvent.actor == ENGINE) & AuditEvent.facts.in_(acted)
    return or_(AuditEvent.actor.in_(people), by_engine)


def _people_named(organization_id: int, person: str) -> Select[str]:
    def holds(*columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        return or_(*(column.contains(person, autoescape=True) for column in columns))

    staff = select(User.public_id).where(User.organization_id == organization_id, holds(User.name, User.mail))
    parties = select(Party.public_id).where(
        Party.organization_id == organization_id, holds(Party.name, Party.company, Party.mail)
    )
    guests = select(OverviewGrant.reader_id).where(OverviewGrant.organization_id == organization_id)
    across = select(User.public_id).where(User.id.in_(guests), holds(User.name, User.mail))
    return select(staff.union_all(parties, across).subquery().c.public_id)


def facts_of_the_row() -> ColumnElement[str]:
    """Return the canonical facts that the audit row of an event has (`database.recording`)."""
    sequence = cast(ContractEvent.sequence, String)
    return '{"digest":"' + ContractEvent.digest + '","sequence":' + sequence + "}"


def _actor_of_event(session: Session) -> ColumnElement[str]:
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    facts = cast(ContractEvent.facts, JSON) if is_postgresql else type_coerce(ContractEvent.facts, JSON)
    actor: ColumnElement[str] = facts["origin"]["actor"].as_string()
    return actor
