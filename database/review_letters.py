"""Letters about comments, shared versions, 審査依頼 and the day's activity, and what became of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.messages import NoticeKind, NoticeRequest
from database.commenting import CommentMention
from database.digest_letters import digest_letters
from database.digests import ActivityDigest
from database.engine import Database, now_of
from database.letters.contacting import with_contacts
from database.letters.of_comments import mention_letters, outside_letters, share_letters
from database.letters.of_reviews import answered_letters, asked_letters
from database.letters.sealed import Due, answered_to
from database.reviews import ReviewMessage, ReviewRequest
from database.sharing import ExternalComment, VersionShare

_TABLES: dict[NoticeKind, Any] = {
    NoticeKind.COMMENT_MENTIONED: CommentMention,
    NoticeKind.VERSION_SHARED: VersionShare,
    NoticeKind.EXTERNAL_COMMENTED: ExternalComment,
    NoticeKind.REVIEW_ASKED: ReviewRequest,
    NoticeKind.REVIEW_ANSWERED: ReviewMessage,
    NoticeKind.ACTIVITY_DIGEST: ActivityDigest,
}
_LETTERS: dict[NoticeKind, Any] = {
    NoticeKind.COMMENT_MENTIONED: mention_letters,
    NoticeKind.VERSION_SHARED: share_letters,
    NoticeKind.EXTERNAL_COMMENTED: outside_letters,
    NoticeKind.REVIEW_ASKED: asked_letters,
    NoticeKind.REVIEW_ANSWERED: answered_letters,
    NoticeKind.ACTIVITY_DIGEST: digest_letters,
}
OF_REVIEWS = tuple(_TABLES)
OF_REQUESTS = frozenset({NoticeKind.REVIEW_ASKED, NoticeKind.REVIEW_ANSWERED})


class ReviewLetterDesk:
    """`intake_address` is where answers to letters about 審査依頼 are taken, or empty (MK-44)."""

    def __init__(self, database: Database, base_url: str, intake_address: str = "") -> None:
        self._database = database
        self._base_url = base_url
        self._intake_address = intake_address

    def due(self, kind: NoticeKind, subject: str) -> list[Due]:
        """Return what is still to be sent; a mail sent twice has one Message-ID (I7)."""
        with self._database.reading() as session:
            row = _untold(session, kind, subject)
            letters: list[Due] = _LETTERS[kind](session, row, self._base_url) if row is not None else []
            letters = [_with_contacts(session, row, one) for one in letters]
        if not self._intake_address or kind not in OF_REQUESTS:
            return letters
        return [answered_to(one, self._intake_address) for one in letters]

    def told(self, kind: NoticeKind, subject: str, fates: Sequence[str]) -> None:
        """Keep that everything about the row is said; a second telling changes nothing."""
        with self._database.writing() as session:
            row = _untold(session, kind, subject)
            if row is not None:
                row.told_at, row.fate = now_of(session), next(iter(fates), "")

    def untold(self) -> list[NoticeRequest]:
        """Return what could not be said while the engine was away."""
        with self._database.reading() as session:
            return [
                NoticeRequest(kind, name)
                for kind, table in _TABLES.items()
                for name in session.scalars(select(table.public_id).where(table.told_at.is_(None)))
            ]


def _with_contacts(session: Session, row: Any, due: Due) -> Due:  # noqa: ANN401 -- a row of any of the tables
    return replace(due, letter=with_contacts(session, row.organization_id, [due.letter])[0])


def _untold(session: Session, kind: NoticeKind, subject: str) -> Any:  # noqa: ANN401 -- a row of any of the tables
    table = _TABLES[kind]
    query = select(table).where(table.public_id == subject, table.told_at.is_(None))
    return session.scalars(query).first()
