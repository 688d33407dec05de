"""保管場所と権限 on the page of a contract: where it is kept, its tags, and who is let in by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.contract import Contract
from database.folders import Group
from database.people import User
from database.queries.folders import SEPARATOR, path_to
from database.queries.levels import may_give
from database.sessions import Staff
from database.shelves.placing import Given, grants_on
from database.shelves.tags import tags_of
from webapp.texts.levels import level_label


@dataclass(frozen=True, slots=True)
class Placement:
    """`people` are who was let in, or kept out, by name, with the level in words."""

    folder: str
    tags: Sequence[str]
    confidential: bool
    own_access: bool
    people: Sequence[tuple[str, str]]
    may_file: bool
    may_give: bool


def placement_of(session: Session, staff: Staff, contract: Contract) -> Placement:
    """Return it for `staff` as they stand before the contract (`database.queries.levels.staff_before`)."""
    return Placement(
        folder=SEPARATOR.join(path_to(session, contract)),
        tags=[tag.name for tag in tags_of(session, contract)],
        confidential=contract.confidential,
        own_access=contract.own_access,
        people=[(_name(session, one), level_label(one.level)) for one in grants_on(session, contract)],
        may_file=staff.may(Permission.FILE),
        may_give=may_give(session, staff, contract),
    )


def _name(session: Session, given: Given) -> str:
    if given.user is not None:
        return session.get_one(User, given.user).name
    return session.scalars(select(Group.name).where(Group.id == given.group)).one()
