"""署名権限 and 親展書類管理者: what is given to a person beside the role."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.access.refusing import CannotGiveYourselfARight
from contracts.roles import Right
from database.folders import UserRight
from database.people import User
from database.shelves.telling import By


def rights_held(session: Session, organization_id: int) -> dict[int, set[str]]:
    """Map the ids of people to their rights."""
    held: dict[int, set[str]] = {}
    for row in session.scalars(select(UserRight).where(UserRight.organization_id == organization_id)):
        held.setdefault(row.user_id, set()).add(row.right)
    return held


def give_right(session: Session, by: By, user: User, right: Right) -> None:
    """Raises CannotGiveYourselfARight: 親展 opens to nobody by their own hand (T09)."""
    if session.get(UserRight, (user.id, right.value)) is not None:
        return
    if right is Right.READ_CONFIDENTIAL and user.id == by.staff.user.id:
        raise CannotGiveYourselfARight
    session.add(UserRight(organization_id=by.organization_id, user_id=user.id, right=right))
    by.tells(session, "right_given", user.public_id, right=right.value)


def take_right(session: Session, by: By, user: User, right: Right) -> None:
    held = session.get(UserRight, (user.id, right.value))
    if held is None:
        return
    session.delete(held)
    by.tells(session, "right_taken", user.public_id, right=right.value)
