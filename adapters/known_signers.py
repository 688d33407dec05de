"""Whose signatures are the platform's own: those below a root of its own, and recorded certificates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data


@dataclass(frozen=True, slots=True)
class KnownSigners:
    """Everybody below one of `roots` is known; of a chain in `pinned` (the leaf first) the leaf alone.

    A public authority certifies strangers too, so its root says nothing of who signed.
    """

    roots: tuple[x509.Certificate, ...]
    pinned: tuple[tuple[x509.Certificate, ...], ...]

    @property
    def anchors(self) -> tuple[x509.Certificate, ...]:
        """Return where the path of a known signer may end."""
        return (*self.roots, *(chain[-1] for chain in self.pinned))

    @property
    def issuers(self) -> tuple[x509.Certificate, ...]:
        return tuple(one for chain in self.pinned for one in chain[1:-1])

    def own(self, certificate: x509.Certificate) -> bool:
        """Whether it says it is ours: by its key, or by an issuer that serves nobody else."""
        roots = {one.sha256 for one in self.roots}
        private = [one for chain in self.pinned if chain[-1].sha256 in roots for one in chain[1:]]
        names = {one.subject.dump() for one in (*self.roots, *private)}
        keys = {chain[0].public_key.dump() for chain in self.pinned}
        return certificate.issuer.dump() in names or certificate.public_key.dump() in keys

    def include(self, path: Iterable[x509.Certificate]) -> bool:
        """Whether one of these certificates, of a path that was validated, is a known one."""
        known = {one.sha256 for one in (*self.roots, *(chain[0] for chain in self.pinned))}
        return any(one.sha256 in known for one in path)


def known_signers(encoded: Sequence[bytes]) -> KnownSigners:
    """Read PEM or DER: a self-signed certificate stands first where roots are named."""
    read = [tuple(load_certs_from_pemder_data(one)) for one in encoded]
    return KnownSigners(tuple(_roots(read)), tuple(one for one in read if one and not _names_roots(one)))


def _roots(read: Iterable[tuple[x509.Certificate, ...]]) -> Iterator[x509.Certificate]:
    for chain in filter(_names_roots, read):
        yield from chain


def _names_roots(chain: tuple[x509.Certificate, ...]) -> bool:
    return bool(chain and chain[0].self_issued)
