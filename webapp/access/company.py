"""会社のアカウント: the way to a provider and back, for whoever signs in or tries the settings out."""

import hmac
from typing import cast

from flask import current_app, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from adapters.keys import KeyPurpose
from adapters.secrets import CodeSafe, NoKeyOpens
from adapters.sign_on import (
    LIFE_SECONDS,
    Client,
    Expected,
    Journey,
    JourneySafe,
    Providers,
    Way,
    authorization_address,
    begun,
    proved_person,
)
from contracts.sign_on import Person, SignOnRefused
from database.engine import now_of
from database.queries.sign_on import Registered
from database.sign_on import secret_name
from webapp.parts import parts
from webapp.shell import set_cookie
from webapp.shell.cookies import cookie_name

COOKIE = "sign-on"
EXTENSION = "warifu.providers"
SEE_OTHER = 303
LONGEST_CODE = 4_096


def providers() -> Providers:
    """Return what this process knows of providers, kept from one visit to the next."""
    known = current_app.extensions.get(EXTENSION)
    if known is None:
        known = current_app.extensions.setdefault(EXTENSION, Providers(parts().settings.oidc_issuers))
    return cast("Providers", known)


def secret_safe() -> CodeSafe:
    return CodeSafe(parts().keys.derived(KeyPurpose.SIGN_ON))


def returns_to() -> str:
    """Return the address that a provider sends people back to, as it is to be registered there."""
    return parts().settings.base_url + url_for("entry.company_return")


def leads(way: Way) -> Response:
    """Send the browser to the page that leads on; what binds the way to this browser goes with it."""
    journey = begun(way, _now())
    response = make_response(redirect(url_for("entry.company_way"), SEE_OTHER))
    set_cookie(response, COOKIE, _journeys().sealed(journey), LIFE_SECONDS)
    return response


def journey_here() -> Journey | None:
    """Return the way that this browser began less than ten minutes ago."""
    return _journeys().opened(request.cookies.get(cookie_name(COOKIE), ""), _now())


def address_of(journey: Journey) -> str:
    """Return where the provider takes over. Raises SignOnRefused."""
    provider = providers().provider(journey.issuer)
    return authorization_address(provider, Client(journey.client, "", returns_to()), journey.asked())


def person_returned(journey: Journey | None, at: Registered | None) -> Person:
    """Return whom the provider proved to this very browser. Raises SignOnRefused."""
    state, code = request.args.get("state", ""), request.args.get("code", "")
    if journey is None or at is None or not hmac.compare_digest(state.encode(), journey.state.encode()):
        raise SignOnRefused(reason="state")
    held = at.provider
    if (held.issuer, held.client) != (journey.issuer, journey.client) or not (held.is_on or journey.trial):
        raise SignOnRefused(reason="changed")
    if request.args.get("iss", journey.issuer) != journey.issuer:
        raise SignOnRefused(reason="issuer")
    if not 0 < len(code) <= LONGEST_CODE:
        raise SignOnRefused(reason="no_code")
    provider = providers().provider(held.issuer)
    name = secret_name(at.organization.public_id, held.issuer, held.client)
    try:
        client = Client(held.client, secret_safe().opened(held.secret, name), returns_to())
    except NoKeyOpens:
        raise SignOnRefused(reason="changed") from None
    token = providers().id_token(provider, client, code, journey.verifier)
    return proved_person(providers(), provider, token, Expected(held.client, journey.nonce, _now()))


def _journeys() -> JourneySafe:
    return JourneySafe(parts().keys.derived(KeyPurpose.SIGN_ON))


def _now() -> int:
    with parts().database.reading() as session:
        return int(now_of(session).timestamp())
