from collections.abc import Iterator

import pytest

from adapters.confinement import standby


@pytest.fixture(autouse=True, scope="module")
def _only_the_standby_of_this_file() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standby, "_kept", [])
        yield
