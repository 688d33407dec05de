"""A signing key in a PKCS#12 file that the operator puts in place (RFC 7292)."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from asn1crypto import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates, load_pkcs12

from adapters.sealing.keys.brought_key import BroughtKey, RevocationLists
from adapters.sealing.keys.key_check import ordered_chain
from adapters.sealing.keys.key_files import certificates_in, content_of, secret_in, stamp_of
from adapters.sealing.keys.signing_key import SigningKeyUnusable
from adapters.sealing.keys.software_key import signature_by


@dataclass(frozen=True, slots=True)
class Pkcs12Opening:
    """Where the file, its passphrase and further certificates stand; a new file in its place is noticed."""

    file: Path
    passphrase_file: Path | None
    certificates_file: Path | None
    revocation_lists: RevocationLists

    def stamp(self) -> object:
        return stamp_of(self.file, self.passphrase_file, self.certificates_file)

    def opened(self) -> BroughtKey:
        """Return the key; SigningKeyUnusable says what is wrong and holds no secret."""
        bundle = self._bundle()
        key, leaf = bundle.key, bundle.cert
        if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or leaf is None:
            raise SigningKeyUnusable("no_private_key", str(self.file))
        certificate = x509.Certificate.load(leaf.certificate.public_bytes(Encoding.DER))
        enclosed = [
            x509.Certificate.load(one.certificate.public_bytes(Encoding.DER))
            for one in bundle.additional_certs
        ]
        chain = ordered_chain(certificate, [*enclosed, *certificates_in(self.certificates_file)])
        return BroughtKey(certificate, chain, partial(signature_by, key), self.revocation_lists)

    def _bundle(self) -> PKCS12KeyAndCertificates:
        content, passphrase = content_of(self.file), secret_in(self.passphrase_file)
        try:
            return load_pkcs12(content, passphrase or None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise SigningKeyUnusable("wrong_passphrase", str(self.file)) from None
