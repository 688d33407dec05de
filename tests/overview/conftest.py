import pytest

from contracts.roles import Role
from database.engine import now_of
from database.people import Organization, User
from tests.access.conftest import administrator, founded, house, office, site
from tests.access.house import House
from tests.desk.site import Clerk, password_hash
from tests.overview.group import AUDITOR, Group

__all__ = ["administrator", "founded", "house", "office", "site"]


@pytest.fixture
def group(house: House) -> Group:
    """The office as a subsidiary, and an auditor of the company above it."""
    with house.office.opened.database.writing() as session:
        parent = Organization(name="株式会社グループ本社", created_at=now_of(session))
        session.add(parent)
        session.flush()
        user = User(
            organization_id=parent.id,
            mail=AUDITOR,
            mail_key=AUDITOR,
            name="監査 律子",
            role=Role.COMPLIANCE,
            password_hash=password_hash(),
            must_change_password=False,
            created_at=now_of(session),
        )
        session.add(user)
    return Group(house, parent, user)


@pytest.fixture
def auditor(group: Group) -> Clerk:
    clerk = Clerk(group.house.site)
    clerk.comes_in(AUDITOR)
    return clerk
