"""A party signs with its own certificate, whose key we never see: what it is handed, what we take (LW-08).

Holds no key, so the web may use it. Signing itself is docs/own-certificate.md.
"""

from adapters.own_signing.certificates import OwnCertificateRefused, PartyCertificates, certificates_of
from adapters.own_signing.preparing import PreparedForOwn, prepared_for
from adapters.own_signing.taking import taken

__all__ = [
    "OwnCertificateRefused",
    "PartyCertificates",
    "PreparedForOwn",
    "certificates_of",
    "prepared_for",
    "taken",
]
