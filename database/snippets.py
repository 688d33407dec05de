"""定型文 as people keep them: their own, and those that everybody shares (IM-41)."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from contracts.snippets import Place
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import User
from database.sessions import Staff
from database.snippet import Snippet


def snippets_for(session: Session, staff: Staff, place: Place | None = None) -> Sequence[Snippet]:
    """Return what this person may insert: shared ones first, each in the order in which it was made."""
    query = select(Snippet).where(_is_seen_by(staff))
    if place is not None:
        query = query.where(Snippet.place == place)
    return session.scalars(query.order_by(Snippet.owner_id.is_not(None), Snippet.id)).all()


def snippet_seen_by(session: Session, staff: Staff, public_id: str) -> Snippet | None:
    return session.scalars(select(Snippet).where(_is_seen_by(staff), Snippet.public_id == public_id)).first()


def keep_snippet(session: Session, user: User, snippet: Snippet, words: tuple[Place, str, bool]) -> None:
    """`words` are the place, the text and whether everybody shares it."""
    place, body, shared = words
    is_new = snippet.id is None
    snippet.organization_id, snippet.place, snippet.body = user.organization_id, place, body
    snippet.owner_id, snippet.changed_at = None if shared else user.id, now_of(session)
    session.add(snippet)
    session.flush()
    _tell(session, user, snippet, "snippet_added" if is_new else "snippet_changed")


def drop_snippet(session: Session, user: User, snippet: Snippet) -> None:
    _tell(session, user, snippet, "snippet_deleted")
    session.delete(snippet)


def _is_seen_by(staff: Staff) -> ColumnElement[bool]:
    mine = or_(Snippet.owner_id.is_(None), Snippet.owner_id == staff.user.id)
    return (Snippet.organization_id == staff.organization.id) & mine


def _tell(session: Session, user: User, snippet: Snippet, code: str) -> None:
    facts: dict[str, str | int] = {"shared": int(snippet.owner_id is None)}
    append_audit(
        session, user.organization_id, Told(code, user.public_id, snippet.public_id, facts), now_of(session)
    )
