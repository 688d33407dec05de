from pathlib import Path
from random import Random

import pytest

from tests import databases
from tests.access.house import create_house
from tests.counterparty.founding import open_office
from tests.desk.conftest import founded
from tests.seeing.crowd import cases_made, folders_made
from tests.seeing.laying import Crowd, laid_out

__all__ = ["founded"]

SEED = 20261123


@pytest.fixture(scope="package")
def crowd(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Crowd:
    """One archive for every test here: nothing in it is changed but what its readers ask for."""
    home = tmp_path_factory.mktemp("seeing") / "home"
    databases.copied(founded, home)
    chance = Random(SEED)  # noqa: S311 -- a made-up archive, the same each time
    return laid_out(create_house(open_office(home)), list(cases_made(chance)), folders_made(chance))
