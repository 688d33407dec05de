"""One office for the folder: founding takes longer than any of its tests."""

import pytest

from database.body_desk import BodyDesk
from tests.bodies.shelf import Shelf
from tests.lifecycle.office import open_office


@pytest.fixture(scope="package")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(open_office(tmp_path_factory.mktemp("bodies") / "home"))


@pytest.fixture
def desk(shelf: Shelf) -> BodyDesk:
    return BodyDesk(shelf.office.opened.database)
