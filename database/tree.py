"""The folders of an organisation as a tree, and what their grants come to, written down for the queries."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contracts.access.levels import Level
from contracts.access.tree import Audience, Branch, resolved
from database.folders import Folder, FolderGrant, FolderReach


def branches_of(session: Session, organization_id: int) -> Sequence[Branch]:
    given: dict[int, dict[Audience, Level]] = defaultdict(dict)
    for grant in session.scalars(select(FolderGrant).where(FolderGrant.organization_id == organization_id)):
        given[grant.folder_id][grant.group_id] = Level(grant.level)
    folders = session.scalars(select(Folder).where(Folder.organization_id == organization_id))
    return [Branch(one.id, one.parent_id, one.name, one.inherits, given.get(one.id, {})) for one in folders]


def follow_tree(session: Session, organization_id: int) -> None:
    """Write `folder_reach` anew; in the transaction of every change of a folder, a grant or a group."""
    session.flush()
    session.execute(delete(FolderReach).where(FolderReach.organization_id == organization_id))
    for folder, given in resolved(branches_of(session, organization_id)).items():
        session.add_all(
            FolderReach(organization_id=organization_id, folder_id=folder, group_id=group, level=level)
            for group, level in given.items()
        )
    session.flush()
