from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from contracts.roles import Role
from tests.access.conftest import founded, house, office
from tests.access.house import House
from tests.desk.site import Clerk, hired
from tests.sso.company import has_provider
from tests.sso.provider import Provider, provided
from webapp.parts import EXTENSION

__all__ = ["founded", "house", "office"]


@pytest.fixture
def provider() -> Iterator[Provider]:
    with provided() as one:
        yield one


@pytest.fixture
def site(house: House, provider: Provider) -> Flask:
    """The application of an installation that lists this provider."""
    known = house.site.extensions[EXTENSION]
    settings = replace(known.settings, oidc_issuers=(provider.url,))
    house.site.extensions[EXTENSION] = replace(known, settings=settings)
    return house.site


@pytest.fixture
def company(site: Flask, house: House, provider: Provider) -> Flask:
    """An organisation with a provider, a viewer and an administrator who has not signed in."""
    hired(house.office, "viewer@sample.example", Role.VIEWER)
    hired(house.office, "admin@sample.example", Role.ADMINISTRATOR)
    has_provider(house, provider)
    return site


@pytest.fixture
def administrator(company: Flask) -> Clerk:
    clerk = Clerk(company)
    clerk.comes_in("admin@sample.example")
    return clerk
