"""`contracts.access.across` as SQL: what the auditors of one organisation see of another (MK-81)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from contracts.access import Level
from contracts.life import civil_day
from contracts.roles import Permission
from database.contract import Contract
from database.engine import now_of
from database.overview import OverviewGrant
from database.party import Party
from database.people import Organization
from database.sessions import Staff

PAGE = 20


@dataclass(frozen=True, slots=True)
class ContractsAcross:
    """One page of what an organisation shows; `total` counts nothing that is not shown."""

    rows: Sequence[Contract]
    total: int


def standing_grants(session: Session, staff: Staff) -> Sequence[OverviewGrant]:
    """Return what lets this person look now, by the name of the organisation."""
    query = (
        select(OverviewGrant)
        .join(Organization, Organization.id == OverviewGrant.organization_id)
        .where(_lets(session, staff))
        .options(joinedload(OverviewGrant.organization))
    )
    return session.scalars(query.order_by(Organization.name, OverviewGrant.id)).all()


def standing_grant(
    session: Session, staff: Staff, public_id: str, least: Level = Level.VISITOR
) -> OverviewGrant | None:
    """Return the grant if it lets this person look now, and at `least` so far."""
    query = select(OverviewGrant).where(OverviewGrant.public_id == public_id, _lets(session, staff))
    if least.reaches(Level.VIEWER):
        query = query.where(OverviewGrant.takes_files.is_(True))
    return session.scalars(query.options(joinedload(OverviewGrant.organization))).first()


def contracts_across(session: Session, grant: OverviewGrant, words: str, page: int) -> ContractsAcross:
    """Return the page of that number, from 1, newest change first; every word must be found."""
    query = select(Contract).where(_shown_by(grant), *(_holds(word) for word in words.split()))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    newest = query.order_by(Contract.changed_at.desc(), Contract.id.desc())
    rows = newest.options(selectinload(Contract.parties)).limit(PAGE).offset((page - 1) * PAGE)
    return ContractsAcross(session.scalars(rows).all(), total)


def contract_across(session: Session, grant: OverviewGrant, public_id: str) -> Contract | None:
    query = select(Contract).where(Contract.public_id == public_id, _shown_by(grant))
    return session.scalars(query).first()


def grants_given(session: Session, organization_id: int) -> Sequence[OverviewGrant]:
    """Return everything this organisation ever gave, newest first."""
    query = select(OverviewGrant).where(OverviewGrant.organization_id == organization_id)
    people = (OverviewGrant.reader, OverviewGrant.reader_organization, OverviewGrant.granted_by)
    query = query.options(*(joinedload(one) for one in people))
    return session.scalars(query.order_by(OverviewGrant.id.desc())).all()


def _lets(session: Session, staff: Staff) -> ColumnElement[bool]:
    if not staff.may(Permission.READ_ACROSS):
        return false()
    today = civil_day(now_of(session))
    return and_(
        OverviewGrant.reader_id == staff.user.id,
        OverviewGrant.organization_id != staff.organization.id,
        OverviewGrant.revoked_at.is_(None),
        or_(OverviewGrant.until.is_(None), OverviewGrant.until >= today),
    )


def _shown_by(grant: OverviewGrant) -> ColumnElement[bool]:
    """親展 and drafts do not exist here, so nothing counts or finds them."""
    return and_(
        Contract.organization_id == grant.organization_id,
        Contract.sequence > 0,
        Contract.confidential.is_(False),
    )


def _holds(word: str) -> ColumnElement[bool]:
    named = select(Party.contract_id).where(
        or_(Party.company.contains(word, autoescape=True), Party.name.contains(word, autoescape=True))
    )
    return or_(
        Contract.title.contains(word, autoescape=True),
        Contract.number.contains(word, autoescape=True),
        Contract.id.in_(named),
    )
