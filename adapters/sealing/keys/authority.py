"""The authority that a running installation signs with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates

from adapters.sealing.keys.creation import ROOT_PEM, is_complete, named, newest_generation
from adapters.sealing.keys.issuance import Identity, revocation_list
from adapters.sealing.keys.software_key import signature_by
from adapters.sealing.trust import IssuerTrust

LISTS_REMEMBERED = 8


class AuthorityIsMissing(Exception):
    """No complete authority stands in `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder


class WrongPassphrase(Exception):
    """`name`.p12 could not be opened with the passphrase given."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Authority:
    """Keys and certificates of root, issuing authority, signer and TSA; verifiers are handed `root_pem`.

    It is a SigningKey itself, and the source that never gives another.
    """

    root: Identity
    issuing: Identity
    signer: Identity
    tsa: Identity
    root_pem: bytes
    clock: Callable[[], datetime]

    @property
    def certificate(self) -> x509.Certificate:
        return as_asn1(self.signer)

    def sign(self, data: bytes, digest: str) -> bytes:
        return signature_by(self.signer.key, data, digest)

    def is_revoked(self) -> bool:
        """Our own lists name nobody."""
        return False

    def current(self) -> "Authority":
        return self

    @property
    def chain(self) -> tuple[x509.Certificate, x509.Certificate]:
        """The issuing authority's certificate and the root's."""
        return (as_asn1(self.issuing), as_asn1(self.root))

    def revocation_lists(self) -> tuple[bytes, bytes]:
        """Return the DER lists of root and issuing authority, signed now."""
        now = self.clock().replace(microsecond=0)
        return (_list_of(self.root, now), _list_of(self.issuing, now))

    @property
    def trust(self) -> IssuerTrust:
        """The same chain as a trust, with freshly signed revocation lists."""
        return IssuerTrust(
            roots=(self.root_pem,),
            intermediates=tuple(certificate.dump() for certificate in self.chain),
            revocation_lists=self.revocation_lists,
        )


@lru_cache(LISTS_REMEMBERED)
def _list_of(issuer: Identity, second: datetime) -> bytes:
    """A list tells its time to the second: those of one second are one (RFC 5280, section 5.1.2.4)."""
    return revocation_list(issuer, (), second)


def as_asn1(identity: Identity) -> x509.Certificate:
    return x509.Certificate.load(identity.certificate.public_bytes(Encoding.DER))


def load_authority(folder: Path, passphrase: bytes, clock: Callable[[], datetime]) -> Authority:
    """Open the newest generation of what `create_test_authority` wrote.

    Raises AuthorityIsMissing or WrongPassphrase.
    """
    if not is_complete(folder):
        raise AuthorityIsMissing(folder)
    generation = newest_generation(folder)
    return Authority(
        root=_open(folder, "root", passphrase),
        issuing=_open(folder, "issuing", passphrase),
        signer=_open(folder, named("signer", generation), passphrase),
        tsa=_open(folder, named("tsa", generation), passphrase),
        root_pem=(folder / ROOT_PEM).read_bytes(),
        clock=clock,
    )


def _open(folder: Path, name: str, passphrase: bytes) -> Identity:
    try:
        key, certificate, _ = load_key_and_certificates((folder / f"{name}.p12").read_bytes(), passphrase)
    except ValueError as reason:
        raise WrongPassphrase(name) from reason
    if not isinstance(key, rsa.RSAPrivateKey) or certificate is None:
        raise AuthorityIsMissing(folder)
    return Identity(key, certificate)
