"""One running system for each file of journeys, and windows onto it that are looked through at the end."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.running import Running, running
from tests.journeys.windows import Window, window_on

Opens = Callable[..., Window]


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("system") / "home") as system:
        yield system


@pytest.fixture
def opens(browser: Browser, system: Running) -> Iterator[Opens]:
    """Open windows; what any page of any of them was found to lack fails the test at its end."""
    windows: list[Window] = []

    def open_window(*how: Any, **habits: Any) -> Window:  # noqa: ANN401 -- as window_on takes them
        windows.append(window_on(browser, system.base, *how, **habits))
        return windows[-1]

    yield open_window
    faults = [fault for window in windows for fault in (*window.faults, *window.complaints())]
    for window in windows:
        window.page.context.close()
    assert faults == []
