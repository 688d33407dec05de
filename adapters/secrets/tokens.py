"""Tokens of 256 bits that the database knows only by their SHA-256."""

import base64
import hashlib
import hmac
import secrets

TOKEN_BYTES = 32
LINK_ID_BYTES = 32
SHORT_TOKEN_BYTES = 16
SHORT = b"sms"
API_TOKEN_PREFIX = "warifu_"  # noqa: S105 -- the public prefix by which scanners recognise a leaked token


def link_token(key: bytes, link_id: bytes) -> str:
    """Return the 43 URL characters of a link, each time the same: a repeated mail repeats its link."""
    mac = hmac.digest(key, link_id, "sha256")
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def short_link_token(key: bytes, link_id: bytes) -> str:
    """Return 22 URL characters, 128 bits, for the same link; neither token tells the other (decision 025)."""
    mac = hmac.digest(key, SHORT + link_id, "sha256")[:SHORT_TOKEN_BYTES]
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def link_digest(token: str) -> str:
    return token_digest(token)


def new_session_id() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_api_token() -> str:
    return API_TOKEN_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)


def token_digest(token: str) -> str:
    """Return the 64 hexadecimal digits by which a link, session or API token is looked up."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def digests_match(one: str, other: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
