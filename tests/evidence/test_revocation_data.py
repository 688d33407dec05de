"""Revocation data kept for signing: only what the issuer signed, never an older one, whole after a kill."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from adapters.sealing import Authority
from adapters.sealing.keys.issuance import Identity, revocation_list
from adapters.sealing.timestamps.revocation_data import Question, says_revoked
from adapters.sealing.timestamps.revocation_store import Address, RevocationStore
from tests.evidence.clock import present
from tests.evidence.tsa_host import foreign_authority

URL = "http://crl.example.jp/ca.crl"
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


class Clock:
    def __init__(self) -> None:
        self.now = present()

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> RevocationStore:
    return RevocationStore(tmp_path / "revocation", clock)


@pytest.fixture
def address(authority: Authority) -> Address:
    return Address(URL, (authority.root.certificate, authority.issuing.certificate))


def giving(data: bytes) -> Callable[[str, bytes | None], bytes]:
    return lambda _url, _question: data


class Asked:
    """Has nothing to give, and remembers who was asked."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def __call__(self, url: str, _question: bytes | None) -> bytes:
        self.urls.append(url)
        return b""


def down(_url: str, _question: bytes | None) -> bytes:
    raise ConnectionError("unreachable")


def test_a_list_counts_until_its_next_update_and_is_asked_for_before(
    authority: Authority, store: RevocationStore, address: Address, clock: Clock
) -> None:
    store.refresh([address], giving(revocation_list(authority.issuing, (), clock.now)))
    asked = Asked()
    store.refresh([address], asked)
    assert not asked.urls
    clock.now += timedelta(hours=6, minutes=1)
    store.refresh([address], down)
    assert store.is_current([address])
    store.refresh([address], asked)
    assert asked.urls == [URL]
    clock.now += A_WEEK
    assert not store.is_current([address])


@pytest.mark.shows("LW-13")
def test_a_list_that_is_out_of_date_still_covers_what_was_stamped_before_it(
    authority: Authority, store: RevocationStore, address: Address, clock: Clock
) -> None:
    stamped_at = clock.now
    assert not store.covers([address], stamped_at)
    clock.now += A_DAY
    kept = revocation_list(authority.issuing, (), clock.now)
    store.refresh([address], giving(kept))
    clock.now += 1000 * A_DAY
    assert store.kept([address]) == (kept,)
    assert store.covers([address], stamped_at)
    assert not store.covers([address], stamped_at + 2 * A_DAY)


def test_a_list_that_another_authority_signed_is_not_kept(
    authority: Authority, store: RevocationStore, address: Address, clock: Clock
) -> None:
    stranger = foreign_authority(authority, "他人").issuing
    store.refresh([address], giving(revocation_list(stranger, (), clock.now)))
    same_name = Identity(stranger.key, authority.issuing.certificate)
    store.refresh([address], giving(revocation_list(same_name, (), clock.now)))
    assert not store.is_current([address])


@pytest.mark.parametrize("received", [b"", b"<html>", b"-----BEGIN X509 CRL-----\nAAAA\n", bytes(1000)])
def test_what_is_no_list_is_not_kept(store: RevocationStore, address: Address, received: bytes) -> None:
    store.refresh([address], giving(received))
    assert not store.is_current([address])


def test_an_older_list_played_again_never_replaces_the_newer_one(
    authority: Authority, store: RevocationStore, address: Address, clock: Clock
) -> None:
    newer = revocation_list(authority.issuing, (), clock.now)
    store.refresh([address], giving(newer))
    clock.now += A_DAY
    store.refresh([address], giving(revocation_list(authority.issuing, (), clock.now - 2 * A_DAY)))
    assert store.kept([address]) == (newer,)


def test_what_was_kept_is_there_after_a_restart_and_a_damaged_file_is_fetched_again(
    authority: Authority, store: RevocationStore, address: Address, clock: Clock, tmp_path: Path
) -> None:
    fetched = revocation_list(authority.issuing, (), clock.now)
    store.refresh([address], giving(fetched))
    restarted = RevocationStore(tmp_path / "revocation", clock)
    assert restarted.kept([address]) == (fetched,)
    file = next((tmp_path / "revocation").iterdir())
    file.write_bytes(fetched[:100])
    assert not restarted.is_current([address])
    restarted.refresh([address], giving(fetched))
    assert restarted.kept([address]) == (fetched,)


def answer(
    authority: Authority, responder: Identity, status: ocsp.OCSPCertStatus, now: datetime, days: int = 1
) -> bytes:
    revoked_at = now - A_DAY if status is ocsp.OCSPCertStatus.REVOKED else None
    builder = ocsp.OCSPResponseBuilder().add_response(
        authority.tsa.certificate,
        authority.issuing.certificate,
        hashes.SHA256(),
        status,
        now,
        now + timedelta(days=days),
        revoked_at,
        None,
    )
    made = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
    return made.sign(responder.key, hashes.SHA256()).public_bytes(Encoding.DER)


def asked_about(certificate: x509.Certificate, issuer: x509.Certificate) -> Address:
    return Address("http://ocsp.example.jp", (issuer,), Question(certificate, issuer))


def test_only_an_answer_that_the_issuer_signed_and_that_counts_now_is_kept(
    authority: Authority, store: RevocationStore, clock: Clock
) -> None:
    address = asked_about(authority.tsa.certificate, authority.issuing.certificate)
    good = ocsp.OCSPCertStatus.GOOD
    for refused in (
        answer(authority, authority.issuing, ocsp.OCSPCertStatus.UNKNOWN, clock.now),
        answer(authority, authority.signer, good, clock.now),
        answer(authority, authority.issuing, good, clock.now - 2 * A_DAY),
        answer(foreign_authority(authority, "別人"), authority.issuing, good, clock.now),
    ):
        store.refresh([address], giving(refused))
        assert not store.is_current([address])
    store.refresh([address], giving(answer(authority, authority.issuing, good, clock.now)))
    assert store.is_current([address])


@pytest.mark.shows("T63")
def test_an_answer_that_says_revoked_takes_the_place_of_the_one_that_said_good(
    authority: Authority, store: RevocationStore, clock: Clock
) -> None:
    certificate = authority.tsa.certificate
    address = asked_about(certificate, authority.issuing.certificate)
    store.refresh(
        [address], giving(answer(authority, authority.issuing, ocsp.OCSPCertStatus.GOOD, clock.now, days=30))
    )
    clock.now += A_DAY
    revoked = answer(authority, authority.issuing, ocsp.OCSPCertStatus.REVOKED, clock.now)
    store.refresh([address], giving(revoked))
    assert store.kept([address]) == (revoked,)
    assert says_revoked(revoked, certificate.public_bytes(Encoding.DER))
    assert not says_revoked(revoked, authority.signer.certificate.public_bytes(Encoding.DER))
