"""Who is asked to answer a proposed 廃棄: all who may, but for who proposed it (LW-27)."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from contracts.disposal import LAPSES_AFTER
from contracts.life import civil_day
from contracts.messages import NoticeKind, NoticeRequest
from contracts.roles import Permission, Role
from database.disposal import Disposal
from database.engine import Database, now_of
from database.letters.sealed import Due, Written, to_colleague
from database.people import Organization, User

ANSWERING = tuple(role.value for role in Role if role.may(Permission.DISPOSE))
A_DAY = timedelta(days=1)


class DisposalLetterDesk:
    """The letter names no contract and counts none: some of them may be 親展."""

    def __init__(self, database: Database, base_url: str) -> None:
        self._database = database
        self._base_url = base_url

    def due(self, disposal: str) -> list[Due]:
        """Return the letters, until they are said; sent twice each has one Message-ID (I7)."""
        with self._database.reading() as session:
            row = session.scalars(select(Disposal).where(Disposal.public_id == disposal, _untold())).first()
            if row is None:
                return []
            company = session.get_one(Organization, row.organization_id).name
            written = self._letter(row)
            return [due for user in _told_to(session, row) for due in to_colleague(user, company, written)]

    def told(self, disposal: str) -> None:
        with self._database.writing() as session:
            row = session.scalars(select(Disposal).where(Disposal.public_id == disposal, _untold())).first()
            if row is not None:
                row.told_at = now_of(session)

    def untold(self) -> list[NoticeRequest]:
        """Return what could not be said while the engine was away."""
        with self._database.reading() as session:
            found = session.scalars(select(Disposal.public_id).where(_untold()))
            return [NoticeRequest(NoticeKind.DISPOSAL_PROPOSED.value, name) for name in found]

    def _letter(self, row: Disposal) -> Written:
        facts: dict[str, object] = {
            "proposed_by": row.proposer.name,
            "reason": row.reason,
            "answer_on": civil_day(row.proposed_at + LAPSES_AFTER - A_DAY),
            "page_url": f"{self._base_url}/disposals/{row.public_id}",
        }
        return Written(NoticeKind.DISPOSAL_PROPOSED.value, row.public_id, facts)


def _untold() -> ColumnElement[bool]:
    return and_(
        Disposal.told_at.is_(None), Disposal.approved_by_id.is_(None), Disposal.rejected_by_id.is_(None)
    )


def _told_to(session: Session, row: Disposal) -> list[User]:
    query = select(User).where(
        User.organization_id == row.organization_id,
        User.disabled_at.is_(None),
        User.role.in_(ANSWERING),
        User.id != row.proposed_by_id,
    )
    return list(session.scalars(query.order_by(User.id)))
