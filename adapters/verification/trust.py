"""The certificates and revocation data a file carries, and the roots it is measured against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True, slots=True)
class Trust:
    """Pinned roots and the file's own document security store, which may be absent.

    A root of `timestamp_roots` makes no signer known: a timestamp authority's root may stand above others.
    """

    roots: tuple[x509.Certificate, ...]
    timestamp_roots: tuple[x509.Certificate, ...]
    store: DocumentSecurityStore | None

    def context_at(self, moment: datetime | None) -> ValidationContext:
        """Return a context that fetches nothing; without a proven `moment` it is the present."""
        return self._context(self.roots, moment)

    def timestamp_context_at(self, moment: datetime | None) -> ValidationContext:
        return self._context((*self.roots, *self.timestamp_roots), moment)

    def _context(self, roots: Sequence[x509.Certificate], moment: datetime | None) -> ValidationContext:
        settings: dict[str, Any] = {
            "trust_roots": list(roots),
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
        return (*self.roots, *self.timestamp_roots, *(self.store.load_certs() if self.store else ()))


def trust_of(reader: PdfFileReader, roots: Sequence[bytes], timestamp_roots: Sequence[bytes] = ()) -> Trust:
    signers, stamps = _loaded(roots), _loaded(timestamp_roots)
    try:
        return Trust(signers, stamps, DocumentSecurityStore.read_dss(reader))
    except NoDSSFoundError:
        return Trust(signers, stamps, None)


def _loaded(roots: Sequence[bytes]) -> tuple[x509.Certificate, ...]:
    return tuple(found for data in roots for found in load_certs_from_pemder_data(data))
