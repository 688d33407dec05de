"""One visit to a provider and back, kept by the browser that makes it and by nobody else (T21)."""

import base64
import binascii
import hashlib
import json
import secrets
from dataclasses import asdict, dataclass

from adapters.keys import PurposeKeys
from adapters.secrets import CodeSafe, NoKeyOpens

LIFE_SECONDS = 600
BYTES = 32
NAME = "sign-on journey"


@dataclass(frozen=True, slots=True)
class Journey:
    """`trial` is the public id of the session that tries it out, empty for signing in; `ends` in seconds."""

    organization: str
    issuer: str
    client: str
    state: str
    nonce: str
    verifier: str
    mail: str
    target: str
    trial: str
    ends: int

    def asked(self) -> dict[str, str]:
        """Return what the provider is told; the verifier only by its digest (RFC 7636, section 4.2)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        told = {"state": self.state, "nonce": self.nonce, "code_challenge": challenge}
        return {**told, "login_hint": self.mail} if self.mail else told


@dataclass(frozen=True, slots=True)
class Way:
    """Which organisation's provider, and what for."""

    organization: str
    issuer: str
    client: str
    mail: str
    target: str
    trial: str = ""


def begun(way: Way, now: int) -> Journey:
    drawn = {name: secrets.token_urlsafe(BYTES) for name in ("state", "nonce", "verifier")}
    return Journey(**asdict(way), **drawn, ends=now + LIFE_SECONDS)


class JourneySafe:
    """Made with the keys of `KeyPurpose.SIGN_ON`: what the browser keeps is sealed, not only signed."""

    def __init__(self, keys: PurposeKeys) -> None:
        self._safe = CodeSafe(keys)

    def sealed(self, journey: Journey) -> str:
        made = self._safe.sealed(json.dumps(asdict(journey)), NAME)
        return base64.urlsafe_b64encode(made).decode()

    def opened(self, cookie: str, now: int) -> Journey | None:
        try:
            told = self._safe.opened(base64.urlsafe_b64decode(cookie.encode()), NAME)
        except (NoKeyOpens, ValueError, binascii.Error):
            return None
        journey = Journey(**json.loads(told))
        return journey if now < journey.ends else None
