"""The certificates of a signature, from the signer's own towards the root, as they describe themselves."""

from collections.abc import Iterable, Iterator

from asn1crypto import x509

from contracts.verdict_details import CertificateFinding

LONGEST_CHAIN = 8


def chain_of(leaf: x509.Certificate, known: Iterable[x509.Certificate]) -> tuple[CertificateFinding, ...]:
    """Follow issuers by name among `known`; whether the path is sound is told as `trusted`, not here."""
    return tuple(_described(one) for one in _path(leaf, {_name(one): one for one in known}))


def _path(leaf: x509.Certificate, by_name: dict[bytes, x509.Certificate]) -> Iterator[x509.Certificate]:
    current = leaf
    for _ in range(LONGEST_CHAIN):
        yield current
        above = by_name.get(current.issuer.dump())
        if above is None or _name(current) == current.issuer.dump():
            return
        current = above


def _name(certificate: x509.Certificate) -> bytes:
    return bytes(certificate.subject.dump())


def common_name(name: x509.Name) -> str:
    found = name.native.get("common_name", name.human_friendly)
    return str(found[0] if isinstance(found, list) else found)


def _described(certificate: x509.Certificate) -> CertificateFinding:
    validity = certificate["tbs_certificate"]["validity"]
    organization = certificate.subject.native.get("organization_name", "")
    return CertificateFinding(
        subject=common_name(certificate.subject),
        organization=str(organization[0] if isinstance(organization, list) else organization),
        issuer=common_name(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        not_before=validity["not_before"].native,
        not_after=validity["not_after"].native,
        key_usage=tuple(sorted(certificate.key_usage_value.native)) if certificate.key_usage_value else (),
        extended_usage=_extended(certificate),
        fingerprint=certificate.sha256.hex(),
    )


def _extended(certificate: x509.Certificate) -> tuple[str, ...]:
    value = certificate.extended_key_usage_value
    return tuple(str(one) for one in value.native) if value else ()
