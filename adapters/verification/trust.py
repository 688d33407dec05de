"""The certificates and revocation data a file carries, and the roots it is measured against."""

from collections.abc import Sequence
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
    """Pinned roots and the file's own document security store, which may be absent."""

    roots: tuple[x509.Certificate, ...]
    store: DocumentSecurityStore | None

    def context_at(self, moment: datetime | None) -> ValidationContext:
        """Return a context that fetches nothing; without a proven `moment` it is the present."""
        settings: dict[str, Any] = {
            "trust_roots": list(self.roots),
            "allow_fetching": False,
            "revocation_mode": "soft-fail",
            "moment": moment,
            "retroactive_revinfo": True,
        }
        if self.store is None:
            return ValidationContext(**settings)
        return self.store.as_validation_context(settings)


def trust_of(reader: PdfFileReader, roots: Sequence[bytes]) -> Trust:
    certificates = tuple(found for pem in roots for found in load_certs_from_pemder_data(pem))
    try:
        return Trust(certificates, DocumentSecurityStore.read_dss(reader))
    except NoDSSFoundError:
        return Trust(certificates, None)
