"""The platform's signing key as an interface: what signs, and the certificates that say who."""

from typing import Protocol

from asn1crypto import x509

from adapters.sealing.trust import IssuerTrust

CURES = {
    "file_missing": "A file of the signing key is missing or cannot be read.",
    "wrong_passphrase": "The PKCS#12 file cannot be opened with the passphrase given.",
    "no_private_key": "The PKCS#12 file holds no RSA or EC private key with its certificate.",
    "unreadable_certificates": "The file of certificates is not PEM or DER.",
    "module_failed": "The PKCS#11 module cannot be loaded.",
    "token_not_found": "The PKCS#11 module shows no token with that label.",
    "wrong_pin": "The token refused the PIN; it is not asked again before the file of the PIN changes, or "
    "`warifu key reload`.",
    "key_not_found": "The token shows no private key with that label that may sign.",
    "certificate_not_found": "Neither the token nor the file of certificates holds the signer's certificate.",
    "token_failed": "The token did not sign; it may be away.",
    "key_differs": "The private key does not belong to the certificate.",
    "not_yet_valid": "The signing certificate is not valid yet.",
    "expired": "The signing certificate has expired.",
    "is_an_authority": "The signing certificate is that of an authority.",
    "not_for_signing": "The signing certificate's key usage does not allow signatures on documents.",
    "too_weak": "The key is neither RSA of 2048 to 8192 bits nor on a named curve of 256 bits or more.",
    "weak_digest": "The signing certificate was signed by its issuer with less than SHA-256.",
    "no_chain": "The certificates given do not lead from the signer to a self-signed root.",
    "revoked": "A revocation list names the signing certificate or one of its issuers.",
    "unreadable_list": "A revocation list is neither PEM nor DER, or not whole.",
}


class SigningKeyUnusable(Exception):
    """Nothing may be signed now; `code` is one of CURES, `place` a file, a token or a certificate."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(
            f"{CURES[code]} ({code}{f': {place}' if place else ''}) Nothing is signed until then."
        )
        self.code = code
        self.place = place


class SigningKey(Protocol):
    """A key that was found usable; the private half never leaves the object, nor shows in its repr."""

    @property
    def certificate(self) -> x509.Certificate:
        """The signer's certificate."""

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The issuers, nearest first, the root last."""

    @property
    def trust(self) -> IssuerTrust:
        """The same root and issuers with the revocation lists that stand now."""

    def is_revoked(self) -> bool:
        """Whether the lists at hand name the signer's certificate or an issuer's."""

    def sign(self, data: bytes, digest: str) -> bytes:
        """Return RSA PKCS#1 v1.5 or DER-encoded ECDSA over `data`; raises SigningKeyUnusable."""


class KeySource(Protocol):
    """Where the key comes from at each act: it may be another one than at the act before."""

    def current(self) -> SigningKey:
        """Return the key to sign with now, or raise SigningKeyUnusable."""
