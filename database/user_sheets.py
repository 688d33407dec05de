"""A sheet of people, put in whole: who is new is invited, who is known gets what the row says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from contracts.accounts import AddressTaken, OnlyByAdministrators, require_above
from contracts.roles import Role
from contracts.user_sheet import MAIL, ROLE, SheetFault, UserRow
from database.people import User
from database.queries.people import mail_key
from database.queries.users import users_by_mail
from database.shelves.telling import By
from database.users import Invitation, Profile, change_profile, invite

TOLD = ("name", "role", "phone", "language")


@dataclass(frozen=True, slots=True)
class Change:
    """What a row would do: nothing, when it is not new and `changes` is empty."""

    row: UserRow
    is_new: bool
    changes: tuple[str, ...]


def planned(session: Session, rows: Sequence[UserRow]) -> list[Change]:
    known = users_by_mail(session, [row.mail for row in rows])
    return [_change(row, known.get(mail_key(row.mail))) for row in rows]


def faults_of(session: Session, by: By, rows: Sequence[UserRow]) -> list[SheetFault]:
    """Return what the accounts as they are do not allow."""
    known = users_by_mail(session, [row.mail for row in rows])
    found = ((row, _fault(by, row, known.get(mail_key(row.mail)))) for row in rows)
    return [SheetFault(row.row, *fault) for row, fault in found if fault]


def put_users(
    session: Session, by: By, rows: Sequence[UserRow], given: Mapping[str, Invitation]
) -> list[str]:
    """Invite and change, and return the public ids of the mails; ask `faults_of` first."""
    known = users_by_mail(session, [row.mail for row in rows])
    letters: list[str] = []
    for row in rows:
        user = known.get(mail_key(row.mail))
        if user is None and row.mail not in given:
            raise AddressTaken
        profile = Profile(user.mail if user else row.mail, row.name, row.role, row.language, row.phone)
        letters += (
            change_profile(session, by, user, profile)
            if user is not None
            else [invite(session, by, profile, given[row.mail])]
        )
    by.tells(session, "users_imported", "", count=len(rows))
    return letters


def _change(row: UserRow, user: User | None) -> Change:
    if user is None:
        return Change(row, is_new=True, changes=())
    changes = tuple(name for name in TOLD if getattr(user, name) != getattr(row, name))
    return Change(row, is_new=False, changes=changes)


def _fault(by: By, row: UserRow, user: User | None) -> tuple[str, str] | None:
    """Of another organisation's account no more is said than that the address cannot be used (T01)."""
    if user is not None and user.organization_id != by.organization_id:
        return MAIL, "taken"
    if user is not None and user.disabled_at is not None:
        return MAIL, "disabled"
    if user is not None and user.id == by.staff.user.id and row.role != user.role:
        return ROLE, "not_on_yourself"
    if user is None or _change(row, user).changes:
        return _role_fault(by, row, user)
    return None


def _role_fault(by: By, row: UserRow, user: User | None) -> tuple[str, str] | None:
    try:
        require_above(Role(by.staff.user.role), Role(user.role) if user else row.role, row.role)
    except OnlyByAdministrators:
        return ROLE, "only_by_administrators"
    return None
