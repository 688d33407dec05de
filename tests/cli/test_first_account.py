"""What `warifu install` leaves behind for whoever signs in first."""

from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.passwords import password_matches
from adapters.settings import read_settings
from cli.installing import first_login, install
from contracts.roles import Role
from database.engine import Database
from database.people import Organization, User
from tests import databases


@pytest.mark.shows("IM-04")
def test_the_first_account_of_an_organisation_is_its_administrator(tmp_path: Path) -> None:
    settings = read_settings(databases.ready(tmp_path / "home"))
    for _ in range(2):
        install(settings)
    login = first_login(settings)
    assert login is not None
    with Database(settings.database_url).reading() as session:
        organization = session.scalars(select(Organization)).one()
        user = session.scalars(select(User)).one()
    assert (user.organization_id, user.role) == (organization.id, Role.ADMINISTRATOR)
    assert (user.mail, user.must_change_password) == (login[0], True)
    assert password_matches(user.password_hash, login[1])
