"""Letting a tax inspector look at one fiscal year, and the end of it (NX-07)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.life import civil_day
from contracts.roles import Permission
from contracts.tax_keeping import KeptAs
from contracts.tax_visiting import ConfidentialNotYours, login_of
from database.engine import now_of
from database.queries.people import forgive_logins
from database.shelves import By
from database.tax_visit import TaxVisit, TaxVisitSession

SESSION = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Given:
    """`public_id` is the form's own: sent twice, it gives once."""

    public_id: str
    visitor: str
    year: tuple[date, date]
    kept_as: Collection[KeptAs]
    confidential: bool
    until: date


def give_visit(session: Session, by: By, given: Given, password_hash: str) -> TaxVisit | None:
    """Return the new visit, or None where this form has already given one. Raises ConfidentialNotYours.

    Nobody shows more 親展 to others than they may read themselves (MK-79).
    """
    if visit_in(session, by.organization_id, given.public_id) is not None:
        return None
    _require_own_reading(by, confidential=given.confidential)
    first, last = given.year
    visit = TaxVisit(
        public_id=given.public_id,
        organization_id=by.organization_id,
        login=login_of(given.public_id),
        visitor=given.visitor,
        first_day=first,
        last_day=last,
        kept_as=" ".join(sorted(given.kept_as)),
        confidential=given.confidential,
        until=given.until,
        password_hash=password_hash,
        failed_logins=0,
        given_by_id=by.staff.user.id,
        created_at=now_of(session),
    )
    session.add(visit)
    session.flush()
    by.tells(
        session,
        "tax_visit_given",
        visit.public_id,
        visitor=visit.visitor,
        first_day=first.isoformat(),
        last_day=last.isoformat(),
        kept_as=visit.kept_as,
        confidential=int(visit.confidential),
        until=visit.until.isoformat(),
    )
    return visit


def renew_password(session: Session, by: By, visit: TaxVisit, password_hash: str) -> None:
    """The password before and every session end. Raises ConfidentialNotYours, as `give_visit` does."""
    _require_own_reading(by, confidential=visit.confidential)
    visit.password_hash = password_hash
    forgive_logins(visit)
    end_visit_sessions(session, visit)
    by.tells(session, "tax_visit_password_renewed", visit.public_id, visitor=visit.visitor)


def _require_own_reading(by: By, *, confidential: bool) -> None:
    """Whoever is handed a password could sign in with it."""
    if confidential and not by.staff.may(Permission.READ_CONFIDENTIAL):
        raise ConfidentialNotYours


def revoke_visit(session: Session, by: By, visit: TaxVisit) -> None:
    """Shut it at once: each request asks anew, and the sessions end too."""
    if visit.revoked_at is not None:
        return
    visit.revoked_at, visit.revoked_by_id = now_of(session), by.staff.user.id
    end_visit_sessions(session, visit)
    by.tells(session, "tax_visit_revoked", visit.public_id, visitor=visit.visitor)


def visit_in(session: Session, organization_id: int, public_id: str) -> TaxVisit | None:
    query = select(TaxVisit).where(
        TaxVisit.organization_id == organization_id, TaxVisit.public_id == public_id
    )
    return session.scalars(query).first()


def visits_given(session: Session, organization_id: int) -> list[TaxVisit]:
    """Return all that was ever given, newest first."""
    query = select(TaxVisit).where(TaxVisit.organization_id == organization_id)
    return list(session.scalars(query.order_by(TaxVisit.id.desc())))


def visit_by_login(session: Session, login: str) -> TaxVisit | None:
    """Return the visit that still stands today under this ID."""
    query = select(TaxVisit).where(func.upper(TaxVisit.login) == login.strip().upper())
    found = session.scalars(query).first()
    return found if found is not None and stands(session, found) else None


def stands(session: Session, visit: TaxVisit) -> bool:
    return visit.revoked_at is None and civil_day(now_of(session)) <= visit.until


def open_visit_session(session: Session, visit: TaxVisit, digest: str) -> TaxVisitSession:
    """A sign-in always gets a session of its own (T19)."""
    now = now_of(session)
    row = TaxVisitSession(
        organization_id=visit.organization_id,
        visit_id=visit.id,
        digest=digest,
        created_at=now,
        expires_at=now + SESSION,
    )
    session.add(row)
    session.flush()
    return row


def visit_by(session: Session, digest: str) -> tuple[TaxVisit, str] | None:
    """Return whose session it is and its public id, unless it, the visit or its last day is over."""
    query = (
        select(TaxVisit, TaxVisitSession.public_id)
        .join(TaxVisitSession, TaxVisitSession.visit_id == TaxVisit.id)
        .where(
            TaxVisitSession.digest == digest,
            TaxVisitSession.ended_at.is_(None),
            TaxVisitSession.expires_at > now_of(session),
        )
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found and stands(session, found[0]) else None


def end_visit_session(session: Session, public_id: str) -> None:
    one = update(TaxVisitSession).where(TaxVisitSession.public_id == public_id)
    session.execute(one.values(ended_at=now_of(session)))


def end_visit_sessions(session: Session, visit: TaxVisit) -> None:
    open_ones = TaxVisitSession.visit_id == visit.id, TaxVisitSession.ended_at.is_(None)
    session.execute(update(TaxVisitSession).where(*open_ones).values(ended_at=now_of(session)))
