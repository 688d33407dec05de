"""From WARIFU_TSA_FILE to the TSAs that are asked: each with roots, addresses and credentials of its own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from cryptography import x509
from cryptography.x509 import load_pem_x509_certificates

from adapters.given import SettingRefused
from adapters.sealing.timestamps.http_timestamper import HttpTimestamper
from adapters.sealing.timestamps.ordered_timestamper import OrderedTimestamper
from adapters.sealing.timestamps.revocation_data import Question
from adapters.sealing.timestamps.revocation_fetching import fetched
from adapters.sealing.timestamps.revocation_store import Address, Fetch, RevocationStore
from adapters.sealing.timestamps.tsa_access import TsaAccess
from adapters.sealing.trust import IssuerTrust
from adapters.timestamp_settings import FILE, TimestampAuthority


@dataclass(frozen=True, slots=True)
class ConfiguredTimestampers:
    """`refresh` asks for the revocation data that are due; it blocks, and signing never waits for it."""

    timestamper: OrderedTimestamper
    store: RevocationStore
    addresses: tuple[Address, ...]

    def refresh(self, fetch: Fetch = fetched) -> None:
        self.store.refresh(self.addresses, fetch)


def configured_timestampers(
    authorities: Sequence[TimestampAuthority], folder: Path, clock: Callable[[], datetime]
) -> ConfiguredTimestampers:
    """Raise SettingRefused for a certificate that cannot be read; `folder` keeps the revocation data."""
    store = RevocationStore(folder, clock)
    made = {one.name: _timestamper(one, store) for one in authorities}
    sources = [made[one.name] for one in authorities if not one.retired]
    retired = [made[one.name] for one in authorities if one.retired]
    addresses = dict.fromkeys(address for one in authorities for address in _addresses(one))
    return ConfiguredTimestampers(OrderedTimestamper(sources, clock, retired), store, tuple(addresses))


def _timestamper(one: TimestampAuthority, store: RevocationStore) -> HttpTimestamper:
    addresses = tuple(_addresses(one))
    lists = tuple(address for address in addresses if address.question is None)
    answers = tuple(address for address in addresses if address.question is not None)
    trust = IssuerTrust(
        roots=tuple(_read(path) for path in one.roots),
        intermediates=tuple(_read(path) for path in one.intermediates),
        revocation_lists=partial(store.kept, lists),
        ocsp_responses=partial(store.kept, answers),
        is_current=partial(store.is_current, addresses),
        covers=partial(store.covers, addresses),
        policy=one.policy,
    )
    access = TsaAccess(
        one.user,
        one.password_file,
        one.token_file,
        one.client_certificate,
        one.client_key,
        one.tls_roots,
    )
    return HttpTimestamper(one.url, trust=trust, name=one.name, provider=one.provider, access=access)


def _addresses(one: TimestampAuthority) -> Iterator[Address]:
    known = tuple(_certificates((*one.roots, *one.intermediates)))
    for url in one.crls:
        yield Address(url, known)
    for url in one.ocsp:
        yield from (Address(url, (asked.issuer,), asked) for asked in _questions(known))


def _questions(known: Sequence[x509.Certificate]) -> Iterator[Question]:
    """Each certificate that is given, and not a root, is asked for."""
    for certificate in known:
        issuers = [one for one in known if one.subject == certificate.issuer and one != certificate]
        if certificate.subject != certificate.issuer and issuers:
            yield Question(certificate, issuers[0])


def _certificates(paths: Iterable[Path]) -> Iterator[x509.Certificate]:
    for path in paths:
        try:
            yield from load_pem_x509_certificates(_read(path))
        except ValueError:
            raise SettingRefused(FILE, "must name files of PEM certificates.", str(path)) from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as reason:
        cure = f"names a file that cannot be read ({reason.strerror})."
        raise SettingRefused(FILE, cure, str(path)) from None
