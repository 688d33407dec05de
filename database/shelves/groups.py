"""利用者グループ: made, renamed, filled, and taken away with everything that was given to them."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contracts.access.joining import require_other_hand
from contracts.access.refusing import NameTaken
from contracts.roles import Permission, Role
from database.contract import Contract
from database.engine import now_of
from database.folders import ContractGrant, FolderGrant, FolderReach, Group, GroupMember
from database.people import User
from database.shelves.differing import difference, public_ids
from database.shelves.telling import By
from database.tree import follow_tree


def group_in(session: Session, organization_id: int, public_id: str) -> Group | None:
    query = select(Group).where(Group.organization_id == organization_id, Group.public_id == public_id)
    return session.scalars(query).first()


def create_group(session: Session, by: By, public_id: str, name: str) -> Group:
    """Make a group; `public_id` is the form's own, so that a form sent twice makes one. Raises NameTaken."""
    known = group_in(session, by.organization_id, public_id)
    if known is not None:
        return known
    _require_free(session, by, name)
    group = Group(
        public_id=public_id, organization_id=by.organization_id, name=name, created_at=now_of(session)
    )
    session.add(group)
    session.flush()
    by.tells(session, "group_created", public_id, name=name)
    return group


def rename_group(session: Session, by: By, group: Group, name: str) -> None:
    """Raises NameTaken."""
    if group.name == name:
        return
    _require_free(session, by, name)
    by.tells(session, "group_renamed", group.public_id, name=name, before=group.name)
    group.name = name


def set_members(session: Session, by: By, group: Group, users: Collection[User]) -> None:
    """Make exactly these people members; who is taken out loses what the group was given at once (T07).

    Raises CannotJoinByOwnHand: what a group was given opens to nobody by their own hand (T09), but for
    an only administrator where it opens no 親展.
    """
    query = select(GroupMember.user_id).where(GroupMember.group_id == group.id)
    before, after = set(session.scalars(query)), {user.id for user in users}
    if before == after:
        return
    if by.staff.user.id in after - before:
        _require_other_hand(session, by, group)
    gone = delete(GroupMember).where(
        GroupMember.group_id == group.id, GroupMember.user_id.in_(before - after)
    )
    session.execute(gone)
    session.add_all(
        GroupMember(organization_id=by.organization_id, group_id=group.id, user_id=user)
        for user in sorted(after - before)
    )
    known = public_ids(session, User, before | after)
    changed = difference((known[one] for one in before), (known[one] for one in after))
    by.tells(session, "group_filled", group.public_id, name=group.name, **changed)


def delete_group(session: Session, by: By, group: Group) -> None:
    for table in (GroupMember, FolderGrant, FolderReach, ContractGrant):
        session.execute(delete(table).where(table.group_id == group.id))
    by.tells(session, "group_deleted", group.public_id, name=group.name)
    session.delete(group)
    follow_tree(session, by.organization_id)


def _require_other_hand(session: Session, by: By, group: Group) -> None:
    fill = [role for role in Role if role.may(Permission.MANAGE_USERS)]
    colleague = select(User.id).where(
        User.organization_id == by.organization_id,
        User.id != by.staff.user.id,
        User.role.in_(fill),
        User.disabled_at.is_(None),
    )
    secret = (
        select(ContractGrant.contract_id)
        .join(Contract, Contract.id == ContractGrant.contract_id)
        .where(ContractGrant.group_id == group.id, Contract.confidential.is_(True))
    )
    require_other_hand(
        has_colleague=session.scalar(colleague.limit(1)) is not None,
        opens_confidential=session.scalar(secret.limit(1)) is not None,
    )


def _require_free(session: Session, by: By, name: str) -> None:
    query = select(Group.id).where(Group.organization_id == by.organization_id, Group.name == name)
    if session.scalar(query) is not None:
        raise NameTaken(name=name)
