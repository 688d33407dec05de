"""The certificates and revocation data that our signed files carry, as files a stranger's program reads."""

from collections.abc import Iterable
from dataclasses import dataclass

from asn1crypto import cms, pem, x509

from adapters.proof.answers import SignedPdf


@dataclass(frozen=True, slots=True)
class TrustAnchor:
    """A self-signed certificate: whom one must decide to trust; `fingerprint` is its SHA-256."""

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Material:
    """`roots` and `intermediates` are PEM; `lists` and `responses` DER: CRLs and OCSP responses."""

    roots: bytes
    intermediates: bytes
    anchors: tuple[TrustAnchor, ...]
    lists: tuple[bytes, ...]
    responses: tuple[bytes, ...]


def material_in(files: Iterable[SignedPdf]) -> Material:
    """Gather from the stores and from the signatures, each thing once, in a fixed order."""
    read = list(files)
    encoded = {one for file in read for one in file.certificates}
    for signature in (one for file in read for one in file.signatures):
        encoded |= _certificates_of(signature.der) | _certificates_of(signature.token)
    known = sorted((x509.Certificate.load(one) for one in encoded), key=lambda one: one.sha256)
    roots = [one for one in known if one.self_issued]
    return Material(
        roots=_pem(roots),
        intermediates=_pem([one for one in known if not one.self_issued]),
        anchors=tuple(TrustAnchor(one.subject.human_friendly, one.sha256.hex()) for one in roots),
        lists=tuple(sorted({one for file in read for one in file.lists})),
        responses=tuple(sorted({one for file in read for one in file.responses})),
    )


def _certificates_of(der: bytes) -> set[bytes]:
    found = cms.ContentInfo.load(der)["content"]["certificates"]
    return {one.chosen.dump() for one in found if one.name == "certificate"}


def _pem(certificates: Iterable[x509.Certificate]) -> bytes:
    return b"".join(pem.armor("CERTIFICATE", one.dump()) for one in certificates)
