"""One office for the whole folder: every test has contracts of its own in it."""

import pytest
from flask import Flask

from contracts.roles import Role
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.desk.serving import served
from tests.desk.site import Clerk, create_desk, hired

__all__ = ["served"]
PEOPLE = {
    "clerk": ("ledger@sample.example", Role.LEGAL),
    "administrator": ("head@sample.example", Role.ADMINISTRATOR),
    "auditor": ("audits@sample.example", Role.COMPLIANCE),
}


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    home = tmp_path_factory.mktemp("ledger") / "home"
    found_office(home)
    return open_office(home)


@pytest.fixture(scope="package")
def site(office: Office) -> Flask:
    site = create_desk(office)
    for mail, role in PEOPLE.values():
        hired(office, mail, role)
    return site


@pytest.fixture(scope="package")
def clerk(site: Flask) -> Clerk:
    return entered(site, "clerk")


@pytest.fixture(scope="package")
def administrator(site: Flask) -> Clerk:
    return entered(site, "administrator")


@pytest.fixture(scope="package")
def auditor(site: Flask) -> Clerk:
    return entered(site, "auditor")


def entered(site: Flask, name: str) -> Clerk:
    clerk = Clerk(site)
    clerk.comes_in(PEOPLE[name][0])
    return clerk
