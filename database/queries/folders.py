"""Groups, folders and tags as they are listed; what is counted is what the reader may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from contracts.access.levels import Level
from contracts.access.tree import Branch, path_of
from contracts.roles import Permission
from database.contract import Contract
from database.folders import ContractTag, Folder, FolderGrant, Group, GroupMember, Tag
from database.people import User
from database.queries.paging import by_list
from database.queries.reaching import folders_open_to, reaches
from database.sessions import Staff
from database.tree import branches_of

SEPARATOR = " / "


@dataclass(frozen=True, slots=True)
class FolderLine:
    """`path` from the top down to the folder itself, `count` the contracts in it that the reader may see."""

    folder: Folder
    path: tuple[str, ...]
    count: int = 0

    @property
    def depth(self) -> int:
        return len(self.path) - 1

    @property
    def label(self) -> str:
        return SEPARATOR.join(self.path)


def folder_lines(session: Session, staff: Staff) -> Sequence[FolderLine]:
    """Return the whole tree with its counts, parents before what they contain."""
    return _lines(session, staff.organization.id, _counts(session, staff))


def folders_for(session: Session, staff: Staff, least: Level) -> Sequence[FolderLine]:
    """Return the folders that are open to the person at `least` so far: to look into, or to file into.

    Nothing in them is counted: every page of a list offers them.
    """
    lines = _lines(session, staff.organization.id, {})
    if staff.may(Permission.SEE_ALL):
        return lines
    open_to = set(session.scalars(folders_open_to(staff, least)))
    return [line for line in lines if line.folder.id in open_to]


def path_to(session: Session, contract: Contract) -> tuple[str, ...]:
    if contract.folder_id is None:
        return ()
    known: dict[int, Branch] = {one.id: one for one in branches_of(session, contract.organization_id)}
    return path_of(known, contract.folder_id)


def groups_listed(session: Session, organization_id: int) -> Sequence[tuple[Group, int]]:
    """Return the groups by name, each with how many people are in it."""
    members = select(func.count()).where(GroupMember.group_id == Group.id).correlate(Group).scalar_subquery()
    query = select(Group, members).where(Group.organization_id == organization_id).order_by(Group.name)
    return [(row[0], row[1]) for row in session.execute(query)]


def members_of(session: Session, group: Group) -> set[int]:
    return set(session.scalars(select(GroupMember.user_id).where(GroupMember.group_id == group.id)))


def colleagues(session: Session, organization_id: int) -> Sequence[User]:
    """Return whoever can sign in, by name."""
    query = select(User).where(User.organization_id == organization_id, User.disabled_at.is_(None))
    return session.scalars(query.order_by(User.name, User.mail)).all()


def grants_of(session: Session, folder: Folder) -> dict[int | None, str]:
    """Return what is given on this very folder, by group; None is everybody."""
    query = select(FolderGrant).where(FolderGrant.folder_id == folder.id)
    return {row.group_id: row.level for row in session.scalars(query)}


def tags_listed(session: Session, staff: Staff) -> Sequence[tuple[Tag, int]]:
    """Return the tags by name, each with how many contracts that the reader may see carry it."""
    carried = (
        select(ContractTag.tag_id, func.count())
        .join(Contract, Contract.id == ContractTag.contract_id)
        .where(reaches(staff), Contract.sequence > 0)
        .group_by(ContractTag.tag_id)
    )
    counts = {row[0]: row[1] for row in session.execute(carried)}
    return [(tag, counts.get(tag.id, 0)) for tag in tags_for(session, staff)]


def tags_for(session: Session, staff: Staff) -> Sequence[Tag]:
    """Return the tags the person may know of, by name."""
    return session.scalars(select(Tag).where(_may_know(staff)).order_by(Tag.name)).all()


def tag_for(session: Session, staff: Staff, public_id: str) -> Tag | None:
    return session.scalars(select(Tag).where(_may_know(staff), Tag.public_id == public_id)).first()


def _may_know(staff: Staff) -> ColumnElement[bool]:
    """Not of a tag that only 親展 contracts carry which the person may not see: its name may tell of them.

    Nor of one that nothing carries, or it would tell by its absence that they do. Contracts are looked at
    one by one from their tag, and mostly the first decides.
    """
    carried = exists().where(ContractTag.tag_id == Tag.id)
    is_open = carried.where(_is_of(Contract.confidential.is_(False)))
    is_seen = carried.where(_is_of(reaches(staff)))
    return and_(Tag.organization_id == staff.organization.id, or_(is_open, is_seen))


def _is_of(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Contract.id == ContractTag.contract_id, condition).correlate(ContractTag)


def _lines(session: Session, organization: int, counts: Mapping[int, int]) -> Sequence[FolderLine]:
    known = {one.id: one for one in branches_of(session, organization)}
    folders = session.scalars(select(Folder).where(Folder.organization_id == organization))
    lines = [FolderLine(one, path_of(known, one.id), counts.get(one.id, 0)) for one in folders]
    return sorted(lines, key=lambda line: line.path)


def _counts(session: Session, staff: Staff) -> dict[int, int]:
    query = select(Contract.folder_id, func.count()).where(
        reaches(staff), Contract.sequence > 0, Contract.folder_id.is_not(None)
    )
    rows = session.execute(by_list(query.group_by(Contract.folder_id)))
    return {folder: count for folder, count in rows if folder is not None}
