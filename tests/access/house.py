"""An office with people of every role, groups and folders, under the whole application."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from contracts.roles import Role
from database.contract import Contract
from database.engine import now_of
from database.folders import Folder, FolderGrant, Group, GroupMember
from database.people import User
from database.sessions import Staff, rights_of
from database.tree import follow_tree
from tests.applications import application, without_tokens
from tests.counterparty.office import Office
from tests.desk.site import Clerk, create_desk, hired
from webapp.parts import EXTENSION


@dataclass
class House:
    office: Office
    site: Flask

    def enters(self, mail: str, role: Role) -> Clerk:
        hired(self.office, mail, role)
        clerk = Clerk(self.site)
        clerk.comes_in(mail)
        return clerk

    def staff(self, mail: str) -> Staff:
        with self.office.opened.database.reading() as session:
            user = session.scalars(select(User).where(User.mail == mail)).one()
            return Staff("s", user, self.office.organization, rights_of(session, user))

    def group(self, name: str, *mails: str) -> Group:
        with self.office.opened.database.writing() as session:
            organization = self.office.organization.id
            group = Group(organization_id=organization, name=name, created_at=now_of(session))
            session.add(group)
            session.flush()
            for user in session.scalars(select(User.id).where(User.mail.in_(mails))):
                session.add(GroupMember(organization_id=organization, group_id=group.id, user_id=user))
        return group

    def folder(
        self,
        name: str,
        grants: dict[Group | None, str] | None = None,
        *,
        parent: Folder | None = None,
        inherits: bool = True,
    ) -> Folder:
        with self.office.opened.database.writing() as session:
            organization = self.office.organization.id
            folder = Folder(
                organization_id=organization,
                parent_id=parent.id if parent else None,
                name=name,
                inherits=inherits,
                created_at=now_of(session),
            )
            session.add(folder)
            session.flush()
            for group, level in (grants or {}).items():
                session.add(
                    FolderGrant(
                        organization_id=organization,
                        folder_id=folder.id,
                        group_id=group.id if group else None,
                        level=level,
                    )
                )
            session.flush()
            follow_tree(session, organization)
        return folder

    def changes(self, public_id: str, **columns: object) -> None:
        with self.office.opened.database.writing() as session:
            contract = session.scalars(select(Contract).where(Contract.public_id == public_id)).one()
            for name, value in columns.items():
                setattr(contract, name, value)


def create_house(office: Office) -> House:
    """The whole application, forms without their token: here access is tried, not that."""
    app = application(create_desk(office).extensions[EXTENSION], without_tokens)
    return House(office, app)
