"""フォルダ: made, renamed, moved without a circle, given to groups, and taken away."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from contracts.access.levels import Level
from contracts.access.refusing import FolderInItself, FolderNotEmpty, FolderTooDeep, NameTaken
from contracts.access.tree import MOST_DEEP, below, depth_of, is_below
from database.contract import Contract
from database.engine import now_of
from database.folders import Folder, FolderGrant, FolderReach, Group
from database.shelves.differing import EVERYBODY, difference, public_ids
from database.shelves.telling import By
from database.tree import branches_of, follow_tree


@dataclass(frozen=True, slots=True)
class Place:
    """Where a folder stands: in `parent`, or at the top."""

    name: str
    parent: Folder | None = None


def folder_in(session: Session, organization_id: int, public_id: str) -> Folder | None:
    query = select(Folder).where(Folder.organization_id == organization_id, Folder.public_id == public_id)
    return session.scalars(query).first()


def create_folder(session: Session, by: By, public_id: str, place: Place) -> Folder:
    """`public_id` is the form's own: sent twice it makes one. Raises NameTaken, FolderTooDeep."""
    known = folder_in(session, by.organization_id, public_id)
    if known is not None:
        return known
    folder = Folder(
        public_id=public_id,
        organization_id=by.organization_id,
        parent_id=place.parent.id if place.parent else None,
        name=place.name,
        inherits=True,
        created_at=now_of(session),
    )
    _require_free(session, folder, place)
    known_branches = {one.id: one for one in branches_of(session, by.organization_id)}
    if depth_of(known_branches, folder.parent_id) >= MOST_DEEP:
        raise FolderTooDeep(most=MOST_DEEP)
    session.add(folder)
    follow_tree(session, by.organization_id)
    by.tells(session, "folder_created", public_id, name=place.name)
    return folder


def place_folder(session: Session, by: By, folder: Folder, place: Place) -> None:
    """Rename or move, with everything in it. Raises NameTaken, FolderInItself, FolderTooDeep."""
    parent = place.parent.id if place.parent else None
    if (folder.name, folder.parent_id) == (place.name, parent):
        return
    _require_free(session, folder, place)
    _require_room(session, folder, parent)
    code = "folder_renamed" if folder.parent_id == parent else "folder_moved"
    by.tells(session, code, folder.public_id, name=place.name, before=folder.name)
    folder.name, folder.parent_id = place.name, parent
    follow_tree(session, by.organization_id)


def give_folder(
    session: Session, by: By, folder: Folder, given: Mapping[int | None, Level], *, inherits: bool
) -> None:
    """Give the folder exactly so; None is everybody. What it contains follows where it inherits."""
    query = select(FolderGrant).where(FolderGrant.folder_id == folder.id)
    before = {row.group_id: Level(row.level) for row in session.scalars(query)}
    if before == dict(given) and folder.inherits == inherits:
        return
    session.execute(delete(FolderGrant).where(FolderGrant.folder_id == folder.id))
    session.add_all(
        FolderGrant(organization_id=by.organization_id, folder_id=folder.id, group_id=group, level=level)
        for group, level in given.items()
    )
    folder.inherits = inherits
    follow_tree(session, by.organization_id)
    known = public_ids(session, Group, [one for one in {*before, *given} if one])
    changed = difference(_spelled(known, before), _spelled(known, given))
    by.tells(session, "folder_given", folder.public_id, name=folder.name, inherits=int(inherits), **changed)


def _spelled(known: Mapping[int, str], grants: Mapping[int | None, Level]) -> set[str]:
    return {f"{known[group] if group else EVERYBODY}={level}" for group, level in grants.items()}


def contracts_in(session: Session, folder: Folder) -> int:
    query = select(func.count()).select_from(Contract).where(Contract.folder_id == folder.id)
    return session.scalar(query.where(Contract.organization_id == folder.organization_id)) or 0


def folders_in(session: Session, folder: Folder) -> int:
    query = select(func.count()).select_from(Folder).where(Folder.parent_id == folder.id)
    return session.scalar(query) or 0


def delete_folder(session: Session, by: By, folder: Folder, *, move_up: bool) -> None:
    """Take an empty folder away, or move what is in it one up. Raises FolderNotEmpty, NameTaken."""
    contracts, folders = contracts_in(session, folder), folders_in(session, folder)
    if (contracts or folders) and not move_up:
        raise FolderNotEmpty(contracts=contracts, folders=folders)
    _require_names_free_above(session, folder)
    for column in (Folder.parent_id, Contract.folder_id):
        moved = update(column.class_).where(column == folder.id)
        session.execute(moved.values({column.key: folder.parent_id}))
    for table in (FolderGrant, FolderReach):
        session.execute(delete(table).where(table.folder_id == folder.id))
    by.tells(session, "folder_deleted", folder.public_id, name=folder.name, moved=contracts)
    session.delete(folder)
    follow_tree(session, by.organization_id)


def _require_names_free_above(session: Session, folder: Folder) -> None:
    inside = session.scalars(select(Folder).where(Folder.parent_id == folder.id)).all()
    for one in inside:
        _refuse_same_name(session, one, one.name, folder.parent_id)


def _require_free(session: Session, folder: Folder, place: Place) -> None:
    _refuse_same_name(session, folder, place.name, place.parent.id if place.parent else None)


def _refuse_same_name(session: Session, folder: Folder, name: str, parent: int | None) -> None:
    query = select(Folder.id).where(
        Folder.organization_id == folder.organization_id,
        Folder.parent_id == parent if parent is not None else Folder.parent_id.is_(None),
        Folder.name == name,
        Folder.public_id != folder.public_id,
    )
    if session.scalar(query) is not None:
        raise NameTaken(name=name)


def _require_room(session: Session, folder: Folder, parent: int | None) -> None:
    branches = branches_of(session, folder.organization_id)
    known = {one.id: one for one in branches}
    if is_below(known, parent, folder.id):
        raise FolderInItself(name=folder.name)
    inside = max(depth_of(known, one) for one in below(branches, folder.id)) - depth_of(known, folder.id)
    if depth_of(known, parent) + 1 + inside > MOST_DEEP:
        raise FolderTooDeep(most=MOST_DEEP)
