"""What a provider says of itself (OpenID Connect Discovery 1.0), its keys, and a token for a code."""

import base64
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import quote_plus, urlencode

from adapters.sign_on.addresses import require_listed
from adapters.sign_on.asking import OK, ask
from contracts.sign_on import SignOnRefused

WELL_KNOWN = "/.well-known/openid-configuration"
KEPT_SECONDS, AGAIN_SECONDS = 3_600, 60
AFTER_FAILURE_SECONDS = 10
MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Provider:
    issuer: str
    authorization: str
    token: str
    jwks: str
    takes_basic: bool


@dataclass(frozen=True, slots=True)
class Client:
    """An organisation's registration with its provider; `returns_to` is our address that it knows."""

    id: str
    secret: str = field(repr=False)
    returns_to: str


class Providers:
    """One for each process; `listed` are the hosts that may be asked at all."""

    def __init__(self, listed: tuple[str, ...], clock: Callable[[], float] = time.monotonic) -> None:
        self.listed = listed
        self._clock = clock
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}
        self._failed: dict[str, float] = {}
        self._lock = Lock()

    def provider(self, issuer: str) -> Provider:
        """Raises SignOnRefused, also where it says to be another (Discovery, section 4.3)."""
        require_listed(issuer, self.listed)
        told = self._asked(issuer.rstrip("/") + WELL_KNOWN, KEPT_SECONDS)
        if told.get("issuer") != issuer:
            raise SignOnRefused(reason="unreadable")
        names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        leads, token, keys = places = [str(told.get(name, "")) for name in names]
        for place in places:
            require_listed(place, self.listed)
        ways = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return Provider(issuer, leads, token, keys, takes_basic="client_secret_basic" in ways)

    def keys(self, provider: Provider, kid: str | None) -> list[dict[str, Any]]:
        """Return the public keys; one that is not known yet is asked for, at most once a minute."""
        known = self._asked(provider.jwks, KEPT_SECONDS)
        if not any(one.get("kid") == kid for one in _keys_in(known)):
            known = self._asked(provider.jwks, AGAIN_SECONDS)
        return _keys_in(known)

    def id_token(self, provider: Provider, client: Client, code: str, verifier: str) -> str:
        """Give the code back for an ID token (RFC 6749, section 4.1.3; RFC 7636). Raises SignOnRefused."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": client.returns_to,
            "code_verifier": verifier,
        }
        headers = {}
        if provider.takes_basic:
            headers["Authorization"] = _basic(client)
        else:
            form |= {"client_id": client.id, "client_secret": client.secret}
        status, told = ask(provider.token, self.listed, form, headers)
        token = told.get("id_token")
        if status != OK or not isinstance(token, str):
            raise SignOnRefused(reason="code_refused")
        return token

    def _asked(self, url: str, seconds: int) -> dict[str, Any]:
        now = self._clock()
        with self._lock:
            at, told = self._kept.get(url, (now, {}))
            failed = self._failed.get(url, now - AFTER_FAILURE_SECONDS)
        if told and now - at < seconds:
            return told
        if now - failed < AFTER_FAILURE_SECONDS:
            raise SignOnRefused(reason="unreachable")
        told = self._fresh(url, now)
        with self._lock:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[url] = (now, told)
        return told

    def _fresh(self, url: str, now: float) -> dict[str, Any]:
        """Whoever does not answer is left alone for a while: strangers may have us ask."""
        try:
            return _told(*ask(url, self.listed))
        except SignOnRefused:
            with self._lock:
                if len(self._failed) >= MOST_KEPT:
                    self._failed.clear()
                self._failed[url] = now
            raise


def authorization_address(provider: Provider, client: Client, asked: Mapping[str, str]) -> str:
    """Return where the browser is led; `asked` has state, nonce, code_challenge and login_hint."""
    query = {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": client.returns_to,
        "scope": "openid email profile",
        "code_challenge_method": "S256",
        **asked,
    }
    return provider.authorization + ("&" if "?" in provider.authorization else "?") + urlencode(query)


def _told(status: int, told: dict[str, Any]) -> dict[str, Any]:
    if status != OK:
        raise SignOnRefused(reason="unreachable")
    return told


def _keys_in(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    keys = told.get("keys")
    return [one for one in keys if isinstance(one, dict)] if isinstance(keys, list) else []


def _basic(client: Client) -> str:
    """Both are form-encoded before (RFC 6749, section 2.3.1)."""
    pair = f"{quote_plus(client.id)}:{quote_plus(client.secret)}"
    return "Basic " + base64.b64encode(pair.encode()).decode()
