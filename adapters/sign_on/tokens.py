"""The ID token: signed by the provider, for us, now, for this very visit (OpenID Connect Core, 3.1.3.7)."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

from adapters.sign_on.providers import Provider, Providers
from contracts.mail_address import is_mail
from contracts.sign_on import LONGEST_SUBJECT, Person, SignOnRefused

ALGORITHMS = {"RS256": "RSA", "ES256": "EC"}
SMALLEST_RSA_BITS = 2048
SLACK_SECONDS, OLDEST_SECONDS = 60, 900
LONGEST_TOKEN, LONGEST_MAIL, LONGEST_NAME = 32_000, 320, 200
MICROSOFT = "login.microsoftonline.com"


@dataclass(frozen=True, slots=True)
class Expected:
    """What the token must say; `now` in seconds since 1970."""

    client: str
    nonce: str
    now: int


def proved_person(providers: Providers, provider: Provider, token: str, expected: Expected) -> Person:
    """Return whom the token proves. Raises SignOnRefused with the first thing that is wrong."""
    claims = _signed_claims(providers, provider, token)
    _require_for_us(claims, provider, expected)
    _require_now(claims, expected.now)
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), expected.nonce.encode()):
        raise SignOnRefused(reason="nonce")
    return _person(claims, provider)


def _signed_claims(providers: Providers, provider: Provider, token: str) -> dict[str, Any]:
    if len(token) > LONGEST_TOKEN:
        raise SignOnRefused(reason="unsigned")
    try:
        header = jws.extract_compact(token.encode()).headers()
        algorithm, kid = header.get("alg"), header.get("kid")
        if algorithm not in ALGORITHMS:
            raise SignOnRefused(reason="unsigned")
        keys = _usable(providers.keys(provider, kid), ALGORITHMS[algorithm])
        return jwt.decode(token, keys, algorithms=[algorithm]).claims
    except (JoseError, ValueError, TypeError, LookupError):
        raise SignOnRefused(reason="unsigned") from None


def _usable(published: list[dict[str, Any]], kind: str) -> KeySet:
    """Keys of the algorithm's own kind alone: a public key is never read as a shared secret."""
    made: list[Any] = []
    for one in published:
        if one.get("kty") != kind or one.get("use", "sig") != "sig":
            continue
        public = {name: value for name, value in one.items() if name != "d"}
        key = RSAKey.import_key(public) if kind == "RSA" else ECKey.import_key(public)
        if isinstance(key, RSAKey) and key.raw_value.key_size < SMALLEST_RSA_BITS:
            continue
        made.append(key)
    return KeySet(made)


def _require_for_us(claims: Mapping[str, Any], provider: Provider, expected: Expected) -> None:
    if claims.get("iss") != provider.issuer:
        raise SignOnRefused(reason="issuer")
    audience = claims.get("aud")
    meant = audience if isinstance(audience, list) else [audience]
    party = claims.get("azp", expected.client if len(meant) == 1 else None)
    if expected.client not in meant or party != expected.client:
        raise SignOnRefused(reason="audience")


def _require_now(claims: Mapping[str, Any], now: int) -> None:
    ends, began = claims.get("exp"), claims.get("iat")
    if not _is_time(ends) or not _is_time(began) or cast("float", ends) <= now - SLACK_SECONDS:
        raise SignOnRefused(reason="expired")
    if not now - OLDEST_SECONDS <= cast("float", began) <= now + SLACK_SECONDS:
        raise SignOnRefused(reason="expired")
    starts = claims.get("nbf", began)
    if not _is_time(starts) or starts > now + SLACK_SECONDS:
        raise SignOnRefused(reason="expired")


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")


def _person(claims: Mapping[str, Any], provider: Provider) -> Person:
    subject, mail, name = claims.get("sub"), claims.get("email"), claims.get("name")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise SignOnRefused(reason="subject")
    if not isinstance(mail, str) or len(mail) > LONGEST_MAIL or not is_mail(mail):
        raise SignOnRefused(reason="mail")
    if not _is_verified(claims, provider):
        raise SignOnRefused(reason="mail_unverified")
    told = " ".join(name.split())[:LONGEST_NAME] if isinstance(name, str) else ""
    return Person(provider.issuer, subject, mail.strip(), told or mail.strip().partition("@")[0])


def _is_verified(claims: Mapping[str, Any], provider: Provider) -> bool:
    """Entra ID has no `email_verified`; its word for it is `xms_edov`, an optional claim."""
    if claims.get("email_verified") is True:
        return True
    is_microsoft = urlsplit(provider.issuer).hostname == MICROSOFT
    return is_microsoft and "email_verified" not in claims and claims.get("xms_edov") in {True, "1", "true"}
