"""What people do to sign in with the company's account, and what is kept of it."""

import json
import re
from html import unescape
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from adapters.keys import KeyPurpose
from adapters.secrets import CodeSafe
from database.audit import AuditEvent
from database.policies import set_policies
from database.shelves import By
from database.sign_on import secret_name
from database.sign_on_settings import Registration, register_provider
from tests.access.house import House
from tests.desk.site import Clerk
from tests.sso.provider import CLIENT, SECRET, Provider

WAY, SETTINGS = "/sign-in/company", "/security/sso"


def registers(clerk: Clerk, provider: Provider, **typed: str | None) -> int:
    said = {
        "issuer": provider.url,
        "client": CLIENT,
        "secret": SECRET,
        "domains": "sample.example",
        "is_on": "y",
    }
    clerk.opens(SETTINGS)
    return clerk.sends(SETTINGS, **{**said, **typed}).status_code


def has_provider(house: House, provider: Provider) -> None:
    """As the settings page leaves it."""
    opened, organization = house.office.opened, house.office.organization
    name = secret_name(organization.public_id, provider.url, CLIENT)
    sealed = CodeSafe(opened.keys.derived(KeyPurpose.SIGN_ON)).sealed(SECRET, name)
    wanted = Registration(provider.url, CLIENT, sealed, "sample.example", is_on=True)
    with opened.database.writing() as session:
        register_provider(session, By(house.staff("admin@sample.example")), wanted)


def demands(house: House, **wanted: bool) -> None:
    with house.office.opened.database.writing() as session:
        set_policies(session, By(house.staff("admin@sample.example")), wanted)


def sets_out(clerk: Clerk, mail: str = "viewer@sample.example", target: str = "/contracts") -> str:
    """Return where the browser is led."""
    clerk.opens(f"{WAY}?next={target}")
    clerk.sends(WAY, mail=mail)
    return led_to(clerk)


def led_to(clerk: Clerk) -> str:
    assert clerk.at is not None
    return unescape(re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', clerk.at.text)[0])


def comes(clerk: Clerk, provider: Provider, **claims: Any) -> TestResponse:  # noqa: ANN401 -- claims of any kind
    return clerk.opens(provider.approves(sets_out(clerk), **claims))


def told(house: House, code: str) -> list[dict[str, Any]]:
    with house.office.opened.database.reading() as session:
        found = select(AuditEvent.facts).where(AuditEvent.code == code).order_by(AuditEvent.sequence)
        return [json.loads(facts) for facts in session.scalars(found)]
