"""A set-up sheet put into effect: what is missing is made, what is there is kept or changed (MK-78)."""

import uuid
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.access.levels import Level
from contracts.access.sheet import EVERYBODY, GROUP, MAIL, FolderRow, MemberRow, RowFault
from database.folders import Folder, Group
from database.people import User
from database.queries.folders import grants_of, members_of
from database.queries.people import mail_key
from database.shelves.folders import Place, create_folder, give_folder
from database.shelves.groups import create_group, set_members
from database.shelves.telling import By


def member_faults(session: Session, by: By, rows: Sequence[MemberRow]) -> list[RowFault]:
    known = _people(session, by)
    return [
        RowFault(row.row, MAIL, "person_unknown")
        for row in rows
        if row.mail and mail_key(row.mail) not in known
    ]


def folder_faults(session: Session, by: By, rows: Sequence[FolderRow]) -> list[RowFault]:
    known = {*_groups(session, by), "", EVERYBODY}
    return [RowFault(row.row, GROUP, "group_unknown") for row in rows if row.group not in known]


def put_members(session: Session, by: By, rows: Sequence[MemberRow]) -> int:
    """Make the groups and add their people; nobody is taken out. Return how many groups were named."""
    people, groups = _people(session, by), _groups(session, by)
    wanted: dict[str, list[User]] = defaultdict(list)
    for row in rows:
        wanted[row.group] += [people[mail_key(row.mail)]] if row.mail else []
    for name, added in wanted.items():
        group = groups.get(name) or create_group(session, by, str(uuid.uuid4()), name)
        members = members_of(session, group)
        kept = [user for user in people.values() if user.id in members]
        set_members(session, by, group, {user.id: user for user in [*kept, *added]}.values())
    return len(wanted)


def put_folders(session: Session, by: By, rows: Sequence[FolderRow]) -> int:
    """Make the folders and give what the rows say; return how many folders were named."""
    groups = {name: group.id for name, group in _groups(session, by).items()}
    wanted: dict[tuple[str, ...], dict[int | None, Level]] = defaultdict(dict)
    for row in rows:
        given = wanted[row.path]
        if row.level is not None:
            given[None if row.group == EVERYBODY else groups[row.group]] = row.level
    for path, given in wanted.items():
        folder = _folder_at(session, by, path)
        held = {group: Level(level) for group, level in grants_of(session, folder).items()}
        give_folder(session, by, folder, {**held, **given}, inherits=folder.inherits)
    return len(wanted)


def _folder_at(session: Session, by: By, path: Sequence[str]) -> Folder:
    *above, name = path
    parent = _folder_at(session, by, above) if above else None
    found = _child(session, by, parent, name)
    return found or create_folder(session, by, str(uuid.uuid4()), Place(name, parent))


def _child(session: Session, by: By, parent: Folder | None, name: str) -> Folder | None:
    inside = Folder.parent_id == parent.id if parent else Folder.parent_id.is_(None)
    query = select(Folder).where(Folder.organization_id == by.organization_id, inside, Folder.name == name)
    return session.scalars(query).first()


def _people(session: Session, by: By) -> dict[str, User]:
    query = select(User).where(User.organization_id == by.organization_id, User.disabled_at.is_(None))
    return {user.mail_key: user for user in session.scalars(query)}


def _groups(session: Session, by: By) -> dict[str, Group]:
    query = select(Group).where(Group.organization_id == by.organization_id)
    return {group.name: group for group in session.scalars(query)}
