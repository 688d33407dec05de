"""One office for the whole folder, with a person of every role: every test has contracts of its own in it."""

import pytest
from flask import Flask

from contracts.roles import Role
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.serving import served
from tests.desk.site import Clerk, create_desk, hired

__all__ = ["served"]


def mail_of(role: Role) -> str:
    return f"{role.value}@sample.example"


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    home = tmp_path_factory.mktemp("retention") / "home"
    found_office(home)
    return open_office(home)


@pytest.fixture(scope="package")
def site(office: Office) -> Flask:
    site = create_desk(office)
    for role in Role:
        hired(office, mail_of(role), role)
    return site


@pytest.fixture(scope="package")
def people(site: Flask) -> dict[Role, Clerk]:
    """A browser of each role."""
    found = {role: Clerk(site) for role in Role}
    for role, clerk in found.items():
        clerk.comes_in(mail_of(role))
    return found


@pytest.fixture
def auditor(people: dict[Role, Clerk]) -> Clerk:
    return people[Role.COMPLIANCE]


@pytest.fixture
def administrator(people: dict[Role, Clerk]) -> Clerk:
    return people[Role.ADMINISTRATOR]
