from pathlib import Path

import pytest
from flask import Flask

from contracts.roles import Role
from tests import databases
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.cases import concluded
from tests.desk.site import Clerk, create_desk, hired

AUDITOR = "audit@sample.example"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrating takes a second: it is done once, and each test gets a copy."""
    home = tmp_path_factory.mktemp("compliance") / "home"
    found_office(home)
    return home


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Office:
    databases.copied(founded, tmp_path / "home")
    return open_office(tmp_path / "home")


@pytest.fixture
def site(office: Office) -> Flask:
    return create_desk(office)


@pytest.fixture
def auditor(site: Flask, office: Office) -> Clerk:
    hired(office, AUDITOR, Role.COMPLIANCE)
    auditor = Clerk(site)
    auditor.comes_in(AUDITOR)
    return auditor


@pytest.fixture
def lease(office: Office) -> Sent:
    """A concluded lease with 佐藤 一郎."""
    sent = office.sent(title="建物賃貸借契約書（更新）")
    concluded(office, sent)
    return sent


@pytest.fixture
def odd(office: Office) -> Sent:
    """A concluded contract whose names a spreadsheet and Windows-31J would spoil."""
    sent = office.sent(
        Plan(name="吉田 太郎", company='=HYPERLINK("𠮷")', kind="corporate_informal"), title="0012"
    )
    concluded(office, sent)
    return sent
