"""The certificates and revocation data a file carries, and whom it is measured against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.status import SignatureStatus
from pyhanko_certvalidator import ValidationContext

from adapters.known_signers import KnownSigners, known_signers


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom we believe, and the file's own document security store, which may be absent.

    A root of `timestamp_roots` makes no signer known: a timestamp authority's root may stand above others.
    The authority of a pinned signer is believed for no timestamp.
    """

    signers: KnownSigners
    timestamp_roots: tuple[x509.Certificate, ...]
    store: DocumentSecurityStore | None

    def context_at(self, moment: datetime | None) -> ValidationContext:
        """Return a context that fetches nothing; without a proven `moment` it is the present."""
        return self._context(self.signers.anchors, moment)

    def timestamp_context_at(self, moment: datetime | None) -> ValidationContext:
        return self._context((*self.signers.roots, *self.timestamp_roots), moment)

    def knows_signer(self, status: SignatureStatus) -> bool:
        """Whether the certificate is sound and the platform's own, not just one of the same authority."""
        return bool(status.trusted and self.signers.include(path_of(status)))

    def _context(self, roots: Sequence[x509.Certificate], moment: datetime | None) -> ValidationContext:
        settings: dict[str, Any] = {
            "trust_roots": list(roots),
            "other_certs": list(self.signers.issuers),
            "allow_fetching": False,
            "revocation_mode": "soft-fail",
            "moment": moment,
            "retroactive_revinfo": True,
        }
        if self.store is None:
            return ValidationContext(**settings)
        return self.store.as_validation_context(settings)

    def certificates(self) -> Iterable[x509.Certificate]:
        """Return every certificate that a chain may pass outside of its own signature."""
        believed = (*self.signers.anchors, *self.signers.issuers, *self.timestamp_roots)
        return (*believed, *(self.store.load_certs() if self.store else ()))


def path_of(status: SignatureStatus) -> tuple[x509.Certificate, ...]:
    """Return the certificates of the path that was validated, root first; none where there is none."""
    return tuple(status.validation_path.iter_certs(include_root=True)) if status.validation_path else ()


def trust_of(reader: PdfFileReader, roots: Sequence[bytes], timestamp_roots: Sequence[bytes] = ()) -> Trust:
    """`roots` are read by `known_signers`: roots of our own, or pinned certificates with their chains."""
    signers, stamps = known_signers(roots), _loaded(timestamp_roots)
    try:
        return Trust(signers, stamps, DocumentSecurityStore.read_dss(reader))
    except NoDSSFoundError:
        return Trust(signers, stamps, None)


def _loaded(roots: Sequence[bytes]) -> tuple[x509.Certificate, ...]:
    return tuple(found for data in roots for found in load_certs_from_pemder_data(data))
