from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.shell.small_app import create_small_app, served


@pytest.fixture(scope="session")
def small_app() -> Flask:
    return create_small_app()


@pytest.fixture
def client(small_app: Flask) -> FlaskClient:
    return small_app.test_client()


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with served() as url:
        yield url
