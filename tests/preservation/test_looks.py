"""The pages of keeping, as a browser shows them on a desktop and a phone."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from contracts.archive_check import Basis
from contracts.relation import Kind
from contracts.roles import Role
from tests.counterparty.office import Office as PagesOffice
from tests.desk.serving import faults_of
from tests.desk.site import create_desk, hired
from tests.lifecycle.office import Office
from tests.preservation.generations import Aging
from tests.preservation.keeping import kept_contract
from tests.preservation.test_checking import around, begun, checking, finished
from tests.preservation.test_pages import READER, kept_and_renewed, related


class Place(NamedTuple):
    base: str
    paths: tuple[str, ...]


@pytest.fixture
def place(office: Office, old: Aging) -> Iterator[Place]:
    """Signing asks for an event loop of its own, and the browser keeps one in this thread."""
    with ThreadPoolExecutor(1) as thread:
        contract, run = thread.submit(_filled, office, old).result()
    pages = PagesOffice(office.opened, office.organization, office.owner)
    hired(pages, READER, Role.ADMINISTRATOR)
    server = make_server("127.0.0.1", 0, create_desk(pages), threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    paths = (
        f"/contracts/{contract}",
        "/archive-checks",
        f"/archive-checks/{run}",
        f"/archive-checks/{run}/report",
    )
    yield Place(f"http://127.0.0.1:{server.server_port}", paths)
    server.shutdown()
    serving.join()
    server.server_close()


def _filled(office: Office, old: Aging) -> tuple[str, str]:
    """Return a renewed contract that was ended later, and a run over both."""
    contract, ending = kept_and_renewed(office, old), kept_contract(office, old).contract
    related(office, contract, ending, Kind.TERMINATION)
    run = begun(office, Basis.CONCLUDED, *around(office, contract))
    finished(checking(office, old), run)
    return contract, run


def test_the_pages_of_keeping_fit_a_desktop_and_a_phone_and_are_accessible(
    place: Place, browser: Browser
) -> None:
    assert faults_of(browser, place.base, READER, place.paths) == []
