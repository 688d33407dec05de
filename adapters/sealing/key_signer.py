"""pyHanko's signer with the platform's key."""

from asn1crypto.algos import SignedDigestAlgorithm
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from adapters.sealing.keys.signing_key import SigningKey


class KeySigner(Signer):
    """Signs with a key that stays open; pyHanko's SimpleSigner parses and checks it at each signature."""

    def __init__(self, key: SigningKey) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # left untyped there
        registry.register_multiple(key.chain)
        super().__init__(signing_cert=key.certificate, cert_registry=registry, embed_roots=True)
        self.key = key
        self._mechanisms: dict[str | None, SignedDigestAlgorithm] = {}

    def get_signature_mechanism_for_digest(self, digest_algorithm: str | None) -> SignedDigestAlgorithm:
        """Return what pyHanko makes of the key anew four times for each signature."""
        known = self._mechanisms.get(digest_algorithm)
        if known is None:
            made = super().get_signature_mechanism_for_digest(digest_algorithm)
            known = self._mechanisms[digest_algorithm] = SignedDigestAlgorithm.load(made.dump())
        return known

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 - pyHanko's signature
        if dry_run:
            return bytes(self.key.certificate.public_key.byte_size * 2)
        return self.key.sign(data, digest_algorithm)
