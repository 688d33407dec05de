"""Whose Slack account it is, once both were proved; one account speaks for one person (MK-44)."""

import re

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from database.engine import now_of
from database.people import User
from database.review_intake import SlackMember

MEMBER_ID = re.compile(r"[UW][A-Z0-9]{2,29}")


def link_member(session: Session, user: User, member_id: str) -> None:
    """Tie them; what either was tied to before is let go, for both have just been proved."""
    for row in session.scalars(
        select(SlackMember).where(_is_of(user) | (SlackMember.member_id == member_id))
    ):
        session.delete(row)
    session.flush()
    session.add(_row(session, user, member_id))


def unlink_member(session: Session, user: User) -> bool:
    """Return whether there was anything to let go."""
    row = session.scalars(select(SlackMember).where(_is_of(user))).first()
    if row is not None:
        session.delete(row)
    return row is not None


def _is_of(user: User) -> ColumnElement[bool]:
    return SlackMember.user_id == user.id


def _row(session: Session, user: User, member_id: str) -> SlackMember:
    return SlackMember(
        user_id=user.id, organization_id=user.organization_id, member_id=member_id, at=now_of(session)
    )
