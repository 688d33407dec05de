"""パスキー: registration and authentication ceremonies (WebAuthn Level 3, sections 7.1 and 7.2)."""

import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    UserVerificationRequirement,
)

from adapters.keys import PurposeKeys

LIFE = timedelta(minutes=5)
NONCE, TIME = 16, 8
LONGEST_CREDENTIAL_ID = 400
"""Characters of base64url; the standard allows 1,364, no known authenticator uses more than 350."""
_PREFERRED = UserVerificationRequirement.PREFERRED


class PasskeyRefused(Exception):
    """The answer of the authenticator does not prove what it should; the page says no more than that."""


@dataclass(frozen=True, slots=True)
class NewPasskey:
    credential_id: str
    public_key: bytes
    sign_count: int


class Passkeys:
    """Made with the keys of `KeyPurpose.SECOND_FACTORS`; `base_url` gives the relying party and its origin.

    A challenge carries its time and is keyed to the digest of the session id: it is worth nothing in another
    session, after five minutes, or once it has been used, because passing a factor changes that id.
    """

    def __init__(self, keys: PurposeKeys, base_url: str) -> None:
        self._keys = keys
        self._origin = base_url
        self._host = urlsplit(base_url).hostname or ""

    @property
    def are_possible(self) -> bool:
        """A relying party has a name: browsers refuse the numbers of an address (WebAuthn, section 5.1.2)."""
        try:
            ip_address(self._host)
        except ValueError:
            return True
        return False

    def to_register(self, session: str, at: datetime, *, account: str, name: str, issuer: str) -> str:
        """Return the options for `navigator.credentials.create`, as JSON."""
        handle = hmac.digest(self._keys.newest, f"user|{issuer}|{account}".encode(), "sha256")
        options = generate_registration_options(
            rp_id=self._host,
            rp_name=issuer,
            user_id=handle,
            user_name=account,
            user_display_name=name,
            challenge=self._challenge(session, at),
            authenticator_selection=AuthenticatorSelectionCriteria(user_verification=_PREFERRED),
        )
        return options_to_json(options)

    def to_use(self, session: str, at: datetime, credential_id: str) -> str:
        """Return the options for `navigator.credentials.get`, as JSON."""
        options = generate_authentication_options(
            rp_id=self._host,
            challenge=self._challenge(session, at),
            allow_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(credential_id))],
            user_verification=_PREFERRED,
        )
        return options_to_json(options)

    def registered(self, answer: str, session: str, at: datetime) -> NewPasskey:
        """Return the passkey that was made. Raises PasskeyRefused."""
        challenge = self._challenge_of(answer, session, at)
        try:
            made = verify_registration_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origin,
            )
        except WebAuthnException:
            raise PasskeyRefused from None
        credential_id = bytes_to_base64url(made.credential_id)
        if len(credential_id) > LONGEST_CREDENTIAL_ID:
            raise PasskeyRefused
        return NewPasskey(credential_id, made.credential_public_key, made.sign_count)

    def used(self, answer: str, session: str, at: datetime, known: NewPasskey) -> int:
        """Return the new sign count of the known passkey, 0 if it does not count. Raises PasskeyRefused."""
        challenge = self._challenge_of(answer, session, at)
        try:
            proved = verify_authentication_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origin,
                credential_public_key=known.public_key,
                credential_current_sign_count=known.sign_count,
            )
        except WebAuthnException:
            raise PasskeyRefused from None
        if not hmac.compare_digest(bytes_to_base64url(proved.credential_id), known.credential_id):
            raise PasskeyRefused
        return proved.new_sign_count

    def _challenge(self, session: str, at: datetime) -> bytes:
        told = secrets.token_bytes(NONCE) + int(at.timestamp()).to_bytes(TIME)
        return told + _mac(self._keys.newest, session, told)

    def _challenge_of(self, answer: str, session: str, at: datetime) -> bytes:
        """Return the challenge that was answered, if it is one of ours, of this session and young enough."""
        challenge = _challenge_in(answer)
        told, mac = challenge[: NONCE + TIME], challenge[NONCE + TIME :]
        age = at.timestamp() - int.from_bytes(told[NONCE:])
        is_ours = any(hmac.compare_digest(mac, _mac(key, session, told)) for key in self._keys.each())
        if not is_ours or age > LIFE.total_seconds():
            raise PasskeyRefused
        return challenge


def _challenge_in(answer: str) -> bytes:
    try:
        told = json.loads(answer)["response"]["clientDataJSON"]
        return base64url_to_bytes(json.loads(base64url_to_bytes(told))["challenge"])
    except (ValueError, LookupError, TypeError, AttributeError):
        raise PasskeyRefused from None


def _mac(key: bytes, session: str, told: bytes) -> bytes:
    return hmac.digest(key, b"passkey|" + session.encode() + b"|" + told, "sha256")
