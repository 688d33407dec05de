"""横断閲覧 given and taken back; both organisations are told of it, each in its own chain (MK-81)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.access.across import require_auditor_elsewhere
from contracts.access.refusing import NoSuchAuditor
from contracts.roles import Role
from database.audit import Told, append_audit
from database.engine import now_of
from database.overview import OverviewGrant
from database.people import Organization, User
from database.shelves import By


@dataclass(frozen=True, slots=True)
class Given:
    """`public_id` is the form's own: sent twice, it gives once. `code` is the auditor's."""

    public_id: str
    code: str
    takes_files: bool
    until: date | None


def auditor_by_code(session: Session, organization_id: int, code: str) -> tuple[User, Organization]:
    """Return the auditor of another organisation who handed this code out. Raises NoSuchAuditor."""
    query = (
        select(User, Organization)
        .join(Organization, Organization.id == User.organization_id)
        .where(User.public_id == code, User.disabled_at.is_(None))
    )
    found = session.execute(query).first()
    if found is None:
        raise NoSuchAuditor
    user, organization = found[0], found[1]
    require_auditor_elsewhere(Role(user.role), is_own=organization.id == organization_id)
    return user, organization


def give_overview(session: Session, by: By, given: Given) -> OverviewGrant:
    """Raises NoSuchAuditor. What the person was given before ends with it."""
    known = grant_in(session, by.organization_id, given.public_id)
    if known is not None:
        return known
    reader, organization = auditor_by_code(session, by.organization_id, given.code)
    _end_standing(session, by, reader)
    grant = OverviewGrant(
        public_id=given.public_id,
        organization_id=by.organization_id,
        reader_organization_id=organization.id,
        reader_id=reader.id,
        takes_files=given.takes_files,
        until=given.until,
        granted_by_id=by.staff.user.id,
        granted_at=now_of(session),
    )
    session.add(grant)
    session.flush()
    until = given.until.isoformat() if given.until else ""
    _tell_both(session, by, grant, "overview_given", takes_files=int(given.takes_files), until=until)
    return grant


def revoke_overview(session: Session, by: By, grant: OverviewGrant) -> None:
    """Shut it at once: every page asks for the grant anew."""
    if grant.revoked_at is not None:
        return
    grant.revoked_at, grant.revoked_by_id = now_of(session), by.staff.user.id
    session.flush()
    _tell_both(session, by, grant, "overview_revoked")


def grant_in(session: Session, organization_id: int, public_id: str) -> OverviewGrant | None:
    """Return what this organisation gave under this id."""
    query = select(OverviewGrant).where(
        OverviewGrant.organization_id == organization_id, OverviewGrant.public_id == public_id
    )
    return session.scalars(query).first()


def _end_standing(session: Session, by: By, reader: User) -> None:
    query = select(OverviewGrant).where(
        OverviewGrant.organization_id == by.organization_id,
        OverviewGrant.reader_id == reader.id,
        OverviewGrant.revoked_at.is_(None),
    )
    for grant in session.scalars(query):
        revoke_overview(session, by, grant)


def _tell_both(session: Session, by: By, grant: OverviewGrant, code: str, **facts: str | int) -> None:
    """The lower id first: two organisations that let each other in do not wait for each other's chain."""
    reader, theirs = grant.reader, grant.reader_organization
    own, actor, subject = by.staff.organization, by.staff.user, reader.public_id
    common = {**facts, "grant": grant.public_id}
    for_us = {**common, "to_organization": theirs.name, "to_person": reader.name, "address": by.address}
    for_them = {**common, "from_organization": own.name, "from_person": actor.name}
    rows = {
        own.id: Told(code, actor.public_id, subject, for_us),
        theirs.id: Told(f"{code}_elsewhere", actor.public_id, subject, for_them),
    }
    for organization in sorted(rows):
        append_audit(session, organization, rows[organization], now_of(session))
