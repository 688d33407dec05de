"""A signing key that stays in a hardware security module: PKCS#11 (domain.md GM-32)."""

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, PKCS11Error, exceptions
from pkcs11.types import Object, Session, SignMixin, Token
from pkcs11.util.ec import encode_ecdsa_signature

from adapters.sealing.keys.brought_key import BroughtKey, RevocationLists
from adapters.sealing.keys.key_check import TRIAL_OCTETS, ordered_chain
from adapters.sealing.keys.key_files import certificates_in, secret_in, stamp_of
from adapters.sealing.keys.signing_key import SigningKeyUnusable
from adapters.sealing.keys.software_key import DIGEST
from adapters.signer_check import holds

PIN_REFUSED = (
    *(exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange),
    *(exceptions.PinExpired, exceptions.PinLocked, exceptions.UserPinNotInitialized),
)

_one_at_a_time = threading.Lock()
"""A session serves one call at a time, and opening a token anew ends the sessions before."""


@dataclass(slots=True)
class TokenOpening:
    """Where the key is kept. A new file of certificates, or a token that failed, opens it anew.

    The signer's certificate stands in `certificates_file` before its issuers, or on the token under `label`.
    """

    module: Path
    token: str
    label: str
    pin_file: Path | None
    certificates_file: Path | None
    revocation_lists: RevocationLists
    clock: Callable[[], datetime]
    _failures: int = field(default=0, init=False)

    def stamp(self) -> object:
        return self._failures, stamp_of(self.module, self.pin_file, self.certificates_file)

    def opened(self) -> BroughtKey:
        """Return the key of the newest certificate of today that has one; raises SigningKeyUnusable."""
        given, pin = certificates_in(self.certificates_file), secret_in(self.pin_file).decode()
        with _one_at_a_time:
            keys, shown = self._objects(self._session(pin))
        leaves = self._in_turn(one for one in (*given, *shown) if not one.ca)
        if not leaves:
            raise SigningKeyUnusable("certificate_not_found", self.label)
        certificate, key = self._pair(leaves, keys)
        chain = ordered_chain(certificate, [*given, *shown])
        return BroughtKey(
            certificate, chain, _Signing(self, certificate, key).signature, self.revocation_lists
        )

    def _session(self, pin: str) -> Session:
        try:
            library = pkcs11.lib(str(self.module))
            library.reinitialize()
        except (PKCS11Error, RuntimeError):
            raise SigningKeyUnusable("module_failed", str(self.module)) from None
        return self._opened_session(self._token(library.get_tokens(token_label=self.token)), pin)

    def _token(self, found: Iterable[Token]) -> Token:
        try:
            return next(iter(found))
        except (PKCS11Error, StopIteration):
            raise SigningKeyUnusable("token_not_found", self.token) from None

    def _opened_session(self, token: Token, pin: str) -> Session:
        try:
            return token.open(user_pin=pin or None)
        except PIN_REFUSED:
            raise SigningKeyUnusable("wrong_pin", self.token) from None
        except PKCS11Error as reason:
            raise self.failed() from reason

    def _objects(self, session: Session) -> tuple[list[Object], list[x509.Certificate]]:
        """Return the private keys under the label, and the certificates that can be read."""
        private = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: self.label}
        try:
            keys = list(session.get_objects(private))
            shown = [
                one[Attribute.VALUE]
                for one in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
            ]
        except PKCS11Error as reason:
            raise self.failed() from reason
        return keys, [one for encoded in shown if (one := _certificate(encoded))]

    def _in_turn(self, leaves: Iterable[x509.Certificate]) -> list[x509.Certificate]:
        """Return those that are valid now first, then the newest: the next one may lie ready already."""
        now = self.clock()
        return sorted(
            leaves,
            key=lambda one: (one.not_valid_before <= now < one.not_valid_after, one.not_valid_after),
            reverse=True,
        )

    def _pair(self, leaves: list[x509.Certificate], keys: list[Object]) -> tuple[x509.Certificate, SignMixin]:
        """Return the first certificate under which a key's trial signature holds, with the key."""
        trial = secrets.token_bytes(TRIAL_OCTETS)
        made = [(one, _trial(one, trial)) for one in keys if isinstance(one, SignMixin)]
        for certificate in leaves:
            for key, signature in made:
                if holds(certificate, signature, trial):
                    return certificate, key
        raise SigningKeyUnusable("key_not_found", self.label)

    def failed(self) -> SigningKeyUnusable:
        self._failures += 1
        return SigningKeyUnusable("token_failed", self.token)


@dataclass(frozen=True, slots=True)
class _Signing:
    opening: TokenOpening
    certificate: x509.Certificate
    key: SignMixin = field(repr=False)

    def signature(self, data: bytes, digest: str) -> bytes:
        """Return what holds under the certificate, or fail so that the token is opened anew.

        After another opening, a handle of before may name another key of the token.
        """
        if digest != DIGEST:
            raise ValueError(digest)
        with _one_at_a_time:
            try:
                made = _signature(self.key, data)
            except PKCS11Error as reason:
                raise self.opening.failed() from reason
        if not holds(self.certificate, made, data):
            raise self.opening.failed()
        return made


def _trial(key: SignMixin, data: bytes) -> bytes:
    """Return nothing for a key that may not sign, or cannot now."""
    with _one_at_a_time:
        try:
            return _signature(key, data)
        except PKCS11Error:
            return b""


def _signature(key: SignMixin, data: bytes) -> bytes:
    """RSA is hashed by the token; for EC it is handed the digest, which every token can sign."""
    if key.key_type is KeyType.EC:
        raw = key.sign(hashlib.sha256(data).digest(), mechanism=Mechanism.ECDSA)
        return bytes(encode_ecdsa_signature(raw))
    return bytes(key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))


def _certificate(encoded: bytes) -> x509.Certificate | None:
    try:
        found = x509.Certificate.load(encoded)
        _ = found.ca, found.not_valid_before, found.not_valid_after
    except (ValueError, TypeError):
        return None
    return found
