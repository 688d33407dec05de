"""A signing key that stays in a hardware security module: PKCS#11 (domain.md GM-32)."""

import hashlib
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, PKCS11Error
from pkcs11.types import Object, Session, SignMixin, Token
from pkcs11.util.ec import encode_ecdsa_signature

from adapters.sealing.keys.brought_key import BroughtKey, RevocationLists
from adapters.sealing.keys.key_check import TRIAL_OCTETS, ordered_chain
from adapters.sealing.keys.key_files import certificates_in, secret_in, stamp_of
from adapters.sealing.keys.signing_key import SigningKeyUnusable
from adapters.sealing.keys.software_key import DIGEST
from adapters.signer_check import holds

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
    _failures: int = field(default=0, init=False)

    def stamp(self) -> object:
        return self._failures, stamp_of(self.module, self.pin_file, self.certificates_file)

    def opened(self) -> BroughtKey:
        """Return the key of the newest certificate that has one; raises SigningKeyUnusable."""
        given, pin = certificates_in(self.certificates_file), secret_in(self.pin_file).decode()
        with _one_at_a_time:
            session = self._session(pin)
            keys = _objects(session, {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: self.label})
            shown = [
                x509.Certificate.load(one[Attribute.VALUE])
                for one in _objects(session, {Attribute.CLASS: ObjectClass.CERTIFICATE})
            ]
        leaves = [one for one in given if not one.ca] or [one for one in shown if not one.ca]
        if not leaves:
            raise SigningKeyUnusable("certificate_not_found", self.label)
        certificate = max(leaves, key=lambda one: one.not_valid_after)
        chain = ordered_chain(certificate, [*given, *shown])
        key = self._key_of(certificate, keys)
        return BroughtKey(certificate, chain, _Signing(self, key).signature, self.revocation_lists)

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
        except PKCS11Error:
            raise SigningKeyUnusable("wrong_pin", self.token) from None

    def _key_of(self, certificate: x509.Certificate, keys: list[Object]) -> SignMixin:
        """Return the key under the label whose signature holds under the certificate."""
        trial = secrets.token_bytes(TRIAL_OCTETS)
        for one in keys:
            if isinstance(one, SignMixin) and holds(certificate, self._trial(one, trial), trial):
                return one
        raise SigningKeyUnusable("key_not_found", self.label)

    def _trial(self, key: SignMixin, data: bytes) -> bytes:
        return _Signing(self, key).signature(data, DIGEST)

    def failed(self) -> SigningKeyUnusable:
        self._failures += 1
        return SigningKeyUnusable("token_failed", self.token)


@dataclass(frozen=True, slots=True)
class _Signing:
    opening: TokenOpening
    key: SignMixin = field(repr=False)

    def signature(self, data: bytes, digest: str) -> bytes:
        """RSA is hashed by the token; for EC it is handed the digest, which every token can sign."""
        if digest != DIGEST:
            raise ValueError(digest)
        with _one_at_a_time:
            try:
                return _signature(self.key, data)
            except PKCS11Error as reason:
                raise self.opening.failed() from reason


def _signature(key: SignMixin, data: bytes) -> bytes:
    if key.key_type is KeyType.EC:
        raw = key.sign(hashlib.sha256(data).digest(), mechanism=Mechanism.ECDSA)
        return bytes(encode_ecdsa_signature(raw))
    return bytes(key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))


def _objects(session: Session, wanted: dict[Attribute, object]) -> list[Object]:
    return list(session.get_objects(wanted))
