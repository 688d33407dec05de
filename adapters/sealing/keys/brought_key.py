"""A key that the operator brought, in a file or on a token, with the certificates of a foreign authority."""

from collections.abc import Callable
from dataclasses import dataclass, field

from asn1crypto import x509

from adapters.sealing.keys.key_check import is_listed
from adapters.sealing.trust import IssuerTrust

Signature = Callable[[bytes, str], bytes]
RevocationLists = Callable[[], tuple[bytes, ...]]
"""The DER lists that stand now. Signing never fetches: somebody else puts them where this looks."""


@dataclass(frozen=True, slots=True)
class BroughtKey:
    """`chain` ends with the root, which verifiers must be told to trust."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    signature: Signature = field(repr=False)
    revocation_lists: RevocationLists = field(repr=False)

    @property
    def trust(self) -> IssuerTrust:
        *issuers, root = self.chain
        return IssuerTrust(
            roots=(root.dump(),),
            intermediates=tuple(one.dump() for one in issuers),
            revocation_lists=self.revocation_lists,
        )

    def is_revoked(self) -> bool:
        lists = self.revocation_lists()
        return any(is_listed(one, lists) for one in (self.certificate, *self.chain))

    def sign(self, data: bytes, digest: str) -> bytes:
        return self.signature(data, digest)
