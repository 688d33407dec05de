from pathlib import Path

import pytest

from tests.lifecycle.office import LONG_AGO, Office, open_office
from tests.preservation.generations import Aging, aging


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Aging:
    """Keys are made once: three generations of RSA-3072 are slow."""
    return aging(tmp_path_factory.mktemp("aging"), LONG_AGO)


@pytest.fixture
def old(made: Aging) -> Aging:
    """The same authority with its clock set back, its TSA at work, and a sealer that remembers no other."""
    made.clock.now, made.tsas.answers = LONG_AGO, True
    return made.anew()
