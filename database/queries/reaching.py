"""`contracts.access.seeing` as one SQL condition; what it does not let through does not exist."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from contracts.access import Level
from contracts.access.levels import levels_from
from contracts.approval import ANYONE
from contracts.life import RUNNING, Life
from contracts.roles import Permission, Role
from contracts.stage import Stage
from database.approval import ApprovalTurn
from database.contract import Contract
from database.contract_type import ContractType
from database.folders import ContractGrant, FolderReach, GroupMember
from database.party import Party
from database.sessions import Staff


def reaches(staff: Staff, least: Level = Level.VISITOR) -> ColumnElement[bool]:
    """Return whether a contract is open to `staff` at `least` so far (MK-76, MK-77, MK-79, MK-80)."""
    if not staff.may(Permission.READ):
        return false()
    own = Contract.owner_id == staff.user.id
    sent = and_(Contract.sequence > 0, _open_to(staff, least))
    return and_(Contract.organization_id == staff.organization.id, or_(own, sent))


def groups_of(staff: Staff) -> Select[Any]:
    return select(GroupMember.group_id).where(GroupMember.user_id == staff.user.id)


def folders_open_to(staff: Staff, least: Level) -> Select[Any]:
    """Return the ids of the folders that the person's groups, or everybody, are let into."""
    given_to = or_(FolderReach.group_id.is_(None), FolderReach.group_id.in_(groups_of(staff)))
    return select(FolderReach.folder_id).where(
        FolderReach.organization_id == staff.organization.id,
        given_to,
        FolderReach.level.in_(levels_from(least)),
    )


def _open_to(staff: Staff, least: Level) -> ColumnElement[bool]:
    """What costs least is asked first: both databases stop at the first that is true."""
    ways = [and_(Contract.confidential.is_(False), _by_place(staff, least)), _granted(staff, least)]
    if not _is_editing(least):
        ways += [Contract.id.in_(_as_party(staff)), Contract.id.in_(_turns_of(staff, staff.user.public_id))]
    if staff.may(Permission.READ_CONFIDENTIAL):
        ways.append(Contract.confidential.is_(True))
    return or_(*ways)


def _by_place(staff: Staff, least: Level) -> ColumnElement[bool]:
    by_role = _by_role(staff, least)
    if _is_editing(least) or not staff.may(Permission.APPROVE):
        return by_role
    return or_(by_role, _asks_approver(staff))


def _asks_approver(staff: Staff) -> ColumnElement[bool]:
    """What waits for approval, whose 契約種別 asks for it, or whose end people were alerted of (MK-20)."""
    typed = select(ContractType.id).where(
        ContractType.organization_id == staff.organization.id, ContractType.needs_approval.is_(True)
    )
    ends = and_(Contract.life.in_(RUNNING), Contract.expiry_alerted_at.is_not(None))
    undecided = and_(Contract.life == Life.DECIDING, Contract.renewal_escalated_at.is_not(None))
    is_asked = Contract.id.in_(_turns_of(staff, ANYONE))
    return or_(
        Contract.stage == Stage.AWAITING_APPROVAL, Contract.type_id.in_(typed), ends, undecided, is_asked
    )


def _turns_of(staff: Staff, person: str) -> Select[Any]:
    """Return the contracts whose route has ever asked `person`; asked by name they see 親展 too."""
    return select(ApprovalTurn.contract_id).where(
        ApprovalTurn.organization_id == staff.organization.id, ApprovalTurn.person == person
    )


def _by_role(staff: Staff, least: Level) -> ColumnElement[bool]:
    role = Role(staff.user.role)
    if role.may(Permission.SEE_ALL):
        return false() if _is_editing(least) and not role.may(Permission.SEND) else Contract.id.is_not(None)
    filed = Contract.folder_id.in_(folders_open_to(staff, least))
    is_unfiled = Contract.folder_id.is_(None)
    kept = or_(is_unfiled, filed) if role.may(Permission.SEE_UNFILED) else filed
    is_said = [Contract.id.not_in(_grants(staff, named=named)) for named in (True, False)]
    return and_(Contract.own_access.is_(False), kept, *is_said)


def _granted(staff: Staff, least: Level) -> ColumnElement[bool]:
    """What is said of the person goes before what is said of their groups."""
    named, by_group = _grants(staff, named=True), _grants(staff, named=False)
    enough = ContractGrant.level.in_(levels_from(least))
    for_group = and_(Contract.id.in_(by_group.where(enough)), Contract.id.not_in(named))
    return or_(Contract.id.in_(named.where(enough)), for_group)


def _grants(staff: Staff, *, named: bool) -> Select[Any]:
    whose = ContractGrant.user_id == staff.user.id if named else ContractGrant.group_id.in_(groups_of(staff))
    return select(ContractGrant.contract_id).where(whose)


def _as_party(staff: Staff) -> Select[Any]:
    """Return the contracts in which the person holds a place of our own side.

    Nothing is said of the organisation, which the contract's own condition names: SQLite would take its
    index for as good as that of our own parties, and read every party there is for each list.
    """
    mails = {staff.user.mail, staff.user.mail_key}
    return select(Party.contract_id).where(Party.own.is_(True), Party.mail.in_(mails))


def _is_editing(least: Level) -> bool:
    return least is Level.EDITOR
