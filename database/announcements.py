"""お知らせ: written by administrators, shown until its last day or until somebody has put it away (CL-41)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from contracts.life import civil_day
from database.announcement import Announcement, AnnouncementDismissal
from database.engine import now_of
from database.sessions import Staff
from database.shelves.telling import By

MOST_SHOWN, MOST_LISTED = 5, 200


@dataclass(frozen=True, slots=True)
class Words:
    """`key` becomes the public id: a form sent twice tells once. No `to_day`: until it is withdrawn."""

    key: str
    title: str
    body: str
    from_day: date
    to_day: date | None


def announcements_for(session: Session, staff: Staff) -> Sequence[Announcement]:
    """Return what this person is told today and has not put away, the newest first."""
    today = civil_day(now_of(session))
    gone = select(AnnouncementDismissal.announcement_id).where(AnnouncementDismissal.user_id == staff.user.id)
    query = select(Announcement).where(
        Announcement.organization_id == staff.organization.id,
        Announcement.withdrawn_at.is_(None),
        Announcement.from_day <= today,
        or_(Announcement.to_day.is_(None), Announcement.to_day >= today),
        Announcement.id.not_in(gone),
    )
    return session.scalars(query.order_by(Announcement.id.desc()).limit(MOST_SHOWN)).all()


def all_announcements(session: Session, organization_id: int) -> Sequence[Announcement]:
    query = select(Announcement).where(Announcement.organization_id == organization_id)
    return session.scalars(query.order_by(Announcement.id.desc()).limit(MOST_LISTED)).all()


def announcement_in(session: Session, organization_id: int, public_id: str) -> Announcement | None:
    query = select(Announcement).where(
        Announcement.organization_id == organization_id, Announcement.public_id == public_id
    )
    return session.scalars(query).first()


def announce(session: Session, by: By, words: Words) -> None:
    if announcement_in(session, by.organization_id, words.key) is not None:
        return
    session.add(
        Announcement(
            public_id=words.key,
            organization_id=by.organization_id,
            title=words.title,
            body=words.body,
            from_day=words.from_day,
            to_day=words.to_day,
            by_id=by.staff.user.id,
            created_at=now_of(session),
        )
    )
    by.tells(session, "announcement_made", words.key)


def withdraw(session: Session, by: By, announcement: Announcement) -> None:
    if announcement.withdrawn_at is None:
        announcement.withdrawn_at = now_of(session)
        by.tells(session, "announcement_withdrawn", announcement.public_id)


def put_away(session: Session, staff: Staff, announcement: Announcement) -> None:
    """It is not shown to this person any more; of who has read what, nobody is told."""
    if session.get(AnnouncementDismissal, (announcement.id, staff.user.id)) is None:
        session.add(
            AnnouncementDismissal(
                announcement_id=announcement.id,
                user_id=staff.user.id,
                organization_id=staff.organization.id,
                at=now_of(session),
            )
        )
