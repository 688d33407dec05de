import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from flask import Flask
from werkzeug.serving import make_server

from adapters.sealing import Sealer, create_test_authority, load_authority
from tests import databases
from tests.applications import application
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.evidence import contract as evidence
from tests.evidence.clock import present
from tests.evidence.contract import Story
from tests.verification.site import Stranger
from webapp.parts import Parts

if TYPE_CHECKING:
    from webapp.engine import Engine


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrating takes a second: it is done once, and each test gets a copy."""
    home = tmp_path_factory.mktemp("public") / "home"
    found_office(home)
    return home


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Office:
    databases.copied(founded, tmp_path / "home")
    return open_office(tmp_path / "home")


@pytest.fixture
def site(office: Office) -> Flask:
    opened = office.opened
    engine = cast("Engine", office.engine)
    return application(Parts(opened.settings, opened.database, opened.files, opened.keys, engine))


@pytest.fixture
def stranger(site: Flask) -> Stranger:
    return Stranger(site)


@pytest.fixture
def address(site: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, bytes]:
    """A contract concluded by an authority unknown to this installation, and the root of that authority."""
    folder = tmp_path_factory.mktemp("foreign")
    create_test_authority(folder, evidence.PASSPHRASE, present())
    authority = load_authority(folder, evidence.PASSPHRASE, present)
    sealer = Sealer(authority, evidence.timestamper(authority), present)
    return evidence.told(sealer, evidence.prepared()), authority.root_pem


@pytest.fixture
def story(signed: tuple[Story, bytes]) -> Story:
    return signed[0]


@pytest.fixture
def roots(signed: tuple[Story, bytes]) -> list[bytes]:
    return [signed[1]]
