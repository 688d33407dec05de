"""Who is told of a 一括検証 that is over: whoever asked, and of faults those who answer for them (LW-14)."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from contracts.archive_check import SCHEDULE
from contracts.messages import NoticeKind, NoticeRequest
from contracts.roles import Permission, Role
from database.archive_check import ArchiveCheck
from database.archive_check_desk import counts_of
from database.engine import Database, now_of
from database.letters.sealed import Due, Written, to_colleague
from database.people import Organization, User

ANSWERING = tuple(role.value for role in Role if role.may(Permission.AUDIT))


class ArchiveCheckLetterDesk:
    def __init__(self, database: Database, base_url: str) -> None:
        self._database = database
        self._base_url = base_url

    def due(self, check: str) -> list[Due]:
        """Return the letters, until they are said; sent twice each has one Message-ID (I7)."""
        with self._database.reading() as session:
            run = _untold(session, check)
            if run is None:
                return []
            company = session.get_one(Organization, run.organization_id).name
            written = self._letter(session, run)
            return [due for user in _told_to(session, run) for due in to_colleague(user, company, written)]

    def told(self, check: str) -> None:
        with self._database.writing() as session:
            run = _untold(session, check)
            if run is not None:
                run.told_at = now_of(session)

    def untold(self) -> list[NoticeRequest]:
        """Return what could not be said while the engine was away."""
        over = (ArchiveCheck.ended_at.is_not(None), ArchiveCheck.told_at.is_(None))
        with self._database.reading() as session:
            found = session.scalars(select(ArchiveCheck.public_id).where(*over))
            return [NoticeRequest(NoticeKind.ARCHIVE_CHECKED.value, name) for name in found]

    def _letter(self, session: Session, run: ArchiveCheck) -> Written:
        facts: dict[str, object] = {
            "first_on": run.first,
            "last_on": run.last,
            "asked_name": run.asked_name,
            "is_scheduled": run.asked_by == SCHEDULE,
            "is_stopped": bool(run.stopped_name),
            "page_url": f"{self._base_url}/archive-checks/{run.public_id}",
            **counts_of(session, run),
        }
        return Written(NoticeKind.ARCHIVE_CHECKED.value, run.public_id, facts)


def _untold(session: Session, check: str) -> ArchiveCheck | None:
    over = (ArchiveCheck.ended_at.is_not(None), ArchiveCheck.told_at.is_(None))
    return session.scalars(select(ArchiveCheck).where(ArchiveCheck.public_id == check, *over)).first()


def _told_to(session: Session, run: ArchiveCheck) -> list[User]:
    counts = counts_of(session, run)
    asked = User.public_id == run.asked_by
    is_fault = counts["doubt"] or counts["bad"]
    whom = or_(asked, User.role.in_(ANSWERING)) if is_fault else asked
    query = select(User).where(User.organization_id == run.organization_id, User.disabled_at.is_(None), whom)
    return list(session.scalars(query.order_by(User.id)))
