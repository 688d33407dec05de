"""What the owner of a bulk sending is told when it is over (MK-51)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.bulk import BulkState, Outcome
from contracts.messages import NoticeKind, NoticeRequest
from database.bulk_runs import counts_of
from database.bulk_sending import BulkSending
from database.engine import Database, now_of
from database.letters.sealed import Due, Written, to_colleague
from database.people import Organization


class BulkLetterDesk:
    def __init__(self, database: Database, base_url: str) -> None:
        self._database = database
        self._base_url = base_url

    def due(self, sending: str) -> list[Due]:
        """Return the letter, until it is said; sent twice it has one Message-ID (I7)."""
        with self._database.reading() as session:
            run = _untold(session, sending)
            if run is None:
                return []
            company = session.get_one(Organization, run.organization_id).name
            return to_colleague(run.owner, company, self._letter(session, run))

    def told(self, sending: str, fates: Sequence[str]) -> None:
        with self._database.writing() as session:
            run = _untold(session, sending)
            if run is not None:
                run.told_at, run.fate = now_of(session), next(iter(fates), "")

    def untold(self) -> list[NoticeRequest]:
        """Return what could not be said while the engine was away."""
        over = (BulkSending.state == BulkState.FINISHED, BulkSending.told_at.is_(None))
        with self._database.reading() as session:
            found = session.scalars(select(BulkSending.public_id).where(*over))
            return [NoticeRequest(NoticeKind.BULK_FINISHED.value, name) for name in found]

    def _letter(self, session: Session, run: BulkSending) -> Written:
        counts = counts_of(session, [run])[run.id]
        facts: dict[str, object] = {
            "template_name": run.template_name,
            "filename": run.filename,
            "sent": counts[Outcome.SENT],
            "refused": counts[Outcome.REFUSED],
            "bad": counts[Outcome.BAD],
            "page_url": f"{self._base_url}/bulk-sendings/{run.public_id}",
        }
        return Written(NoticeKind.BULK_FINISHED.value, run.public_id, facts)


def _untold(session: Session, sending: str) -> BulkSending | None:
    query = select(BulkSending).where(BulkSending.public_id == sending, BulkSending.told_at.is_(None))
    return session.scalars(query.where(BulkSending.state == BulkState.FINISHED)).first()
