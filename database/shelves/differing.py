"""What a change of access adds and takes away, for the audit log: public ids and levels, no counts."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.folders import Group
from database.people import User

EVERYBODY = "everybody"


def difference(before: Iterable[str], after: Iterable[str]) -> dict[str, str | int]:
    """Return `added` and `removed`; another level is both: the one that went and the one that came."""
    was, now = set(before), set(after)
    return {"added": " ".join(sorted(now - was)), "removed": " ".join(sorted(was - now))}


def public_ids(session: Session, table: type[User | Group], ids: Collection[int]) -> dict[int, str]:
    query = select(table.id, table.public_id).where(table.id.in_(ids))
    return {row[0]: row[1] for row in session.execute(query)}
