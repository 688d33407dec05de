"""認証アプリ: time-based one-time passwords (RFC 6238), their secret encrypted at rest."""

import base64
import hmac
from datetime import datetime

import pyotp
import segno

from adapters.keys import PurposeKeys
from adapters.secrets import CodeSafe

SECRET_BYTES = 20
STEP_SECONDS = 30
DRIFT = (-1, 0, 1)
"""Time steps that are accepted: a clock may be half a minute off (RFC 6238, section 5.2)."""


class TotpMaker:
    """Made with the keys of `KeyPurpose.SECOND_FACTORS`."""

    def __init__(self, keys: PurposeKeys) -> None:
        self._keys = keys
        self._safe = CodeSafe(keys)

    def proposed(self, visit: str, times: int) -> str:
        """Return the secret that this visit may register, in base32: reloading the page does not change it.

        `times` is how many factors the person ever had, so that a revoked secret does not come again.
        """
        made = hmac.digest(self._keys.newest, f"totp|{visit}|{times}".encode(), "sha256")
        return base64.b32encode(made[:SECRET_BYTES]).decode()

    def sealed(self, secret: str, public_id: str) -> bytes:
        """Return what the row keeps; it opens only as the row of this public id."""
        return self._safe.sealed(secret, public_id)

    def opened(self, sealed: bytes, public_id: str) -> str:
        """Raises NoKeyOpens."""
        return self._safe.opened(sealed, public_id)


def time_step(secret: str, code: str, at: datetime) -> int | None:
    """Return the time step of which `code` is, or None; every step is compared, in constant time."""
    totp, now = pyotp.TOTP(secret), int(at.timestamp()) // STEP_SECONDS
    typed = code.encode(errors="replace")
    steps = [
        now + drift for drift in DRIFT if hmac.compare_digest(totp.generate_otp(now + drift).encode(), typed)
    ]
    return max(steps, default=None)


def enrolment_address(secret: str, account: str, issuer: str) -> str:
    """Return the `otpauth:` address that an authenticator app on the same device opens."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def enrolment_picture(address: str) -> str:
    """Return that address as a QR code: a `data:` address of an SVG, so that none of ours yields it."""
    drawn: str = segno.make(address, error="l", micro=False).svg_data_uri(scale=5, border=4, light="#fff")
    return drawn
