"""A migrated home with one organisation and one owner, made once and copied for each test."""

from pathlib import Path

from adapters.settings import read_settings
from contracts.roles import Right, Role
from database.engine import now_of
from database.folders import UserRight
from database.people import Installation, Organization, User
from tests import databases
from tests.counterparty.office import Office
from workflows.installation import open_installation


def found_office(home: Path) -> None:
    """Make a migrated home with one organisation and one owner."""
    opened = open_installation(read_settings(databases.migrated(home)))
    with opened.database.writing() as session:
        now = now_of(session)
        session.add(Installation(epoch=1, key_check=opened.keys.check_value(), created_at=now))
        organization = Organization(name="株式会社サンプル不動産", created_at=now)
        session.add(organization)
        session.flush()
        owner = User(
            organization_id=organization.id,
            mail="yamada@sample.example",
            mail_key="yamada@sample.example",
            name="山田 花子",
            role=Role.LEGAL,
            password_hash="",
            must_change_password=False,
            created_at=now,
        )
        session.add(owner)
        session.flush()
        session.add(UserRight(organization_id=organization.id, user_id=owner.id, right=Right.SIGN))
    opened.database.engine.dispose()


def open_office(home: Path) -> Office:
    opened = open_installation(read_settings(databases.environment(home)))
    with opened.database.reading() as session:
        first = session.query(User).order_by(User.id).limit(1).one()
        return Office(opened, session.query(Organization).one(), first)
