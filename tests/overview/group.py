"""Two organisations of one installation, of which one lets an auditor of the other look."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from contracts.roles import Role
from database.audit import AuditEvent
from database.overview import OverviewGrant
from database.overview_giving import Given, give_overview, revoke_overview
from database.people import Organization, User
from database.sessions import Staff
from database.shelves import By
from tests.access.house import House
from webapp.access.asking import new_key

AUDITOR = "auditor@group.example"


@dataclass
class Group:
    house: House
    parent: Organization
    auditor: User

    @property
    def by(self) -> By:
        return By(self.house.staff("yamada@sample.example"), "192.0.2.1")

    @property
    def looking(self) -> Staff:
        return Staff("s", self.auditor, self.parent)

    def lets_look(self, *, takes_files: bool = True, until: date | None = None) -> str:
        """Let the auditor look and return the address of what is seen."""
        given = Given(new_key(), self.auditor.public_id, takes_files, until)
        with self.house.office.opened.database.writing() as session:
            return f"/overview/{give_overview(session, self.by, given).public_id}"

    def revokes(self) -> None:
        with self.house.office.opened.database.writing() as session:
            grant = session.scalars(select(OverviewGrant).where(OverviewGrant.revoked_at.is_(None))).one()
            revoke_overview(session, self.by, grant)

    def becomes(self, role: Role) -> None:
        with self.house.office.opened.database.writing() as session:
            session.get_one(User, self.auditor.id).role = role

    def told(self, organization: Organization, *codes: str) -> list[tuple[str, str, dict[str, str | int]]]:
        """Return code, subject and facts of these rows of an organisation's audit log, oldest first."""
        query = select(AuditEvent).where(
            AuditEvent.organization_id == organization.id, AuditEvent.code.in_(codes)
        )
        with self.house.office.opened.database.reading() as session:
            rows = session.scalars(query.order_by(AuditEvent.sequence)).all()
            return [(row.code, row.subject, json.loads(row.facts)) for row in rows]
