"""A TSA's certificate that was found good is not looked into again for every token (threats.md T63)."""

import asyncio
import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from cryptography.x509 import RevokedCertificateBuilder

from adapters.sealing import Authority, LocalTimestamper, OrderedTimestamper, TimestampUnavailable
from adapters.sealing.certificate_context import context_at
from adapters.sealing.keys.authority import as_asn1
from adapters.sealing.keys.issuance import revocation_list
from adapters.sealing.timestamps import token_check
from adapters.sealing.timestamps.vouching import VOUCHED_FOR, VouchedCertificates
from tests.evidence.clock import present

NOW = present()


class Walks(list[datetime]):
    """The moments for which the way from a token's certificate to its root was walked."""


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> Walks:
    seen = Walks()

    def counted(moment: datetime, *about: object, **how: bool) -> object:
        seen.append(moment)
        return context_at(moment, *about, **how)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(token_check, "context_at", counted)
    return seen


@pytest.fixture
def honest(authority: Authority) -> LocalTimestamper:
    """A TSA whose lists stay as they are, as fetched ones do."""
    source, lists = LocalTimestamper(authority), authority.revocation_lists()
    source.trust = replace(source.trust, revocation_lists=lambda: lists)
    return source


def stamp(timestamper: OrderedTimestamper, words: bytes = b"words") -> None:
    asyncio.run(timestamper.async_timestamp(hashlib.sha256(words).digest(), "sha256"))


def test_the_way_to_the_root_is_walked_once_for_tokens_of_one_moment(
    honest: LocalTimestamper, walks: Walks
) -> None:
    timestamper = OrderedTimestamper([honest], present)
    for words in (b"one", b"two", b"three"):
        stamp(timestamper, words)
    assert len(walks) == 1


@pytest.mark.shows("T63")
def test_a_token_that_another_key_signed_is_refused_for_a_certificate_that_was_found_good(
    honest: LocalTimestamper, authority: Authority
) -> None:
    timestamper = OrderedTimestamper([honest], present)
    stamp(timestamper)
    forger = LocalTimestamper(replace(authority, tsa=replace(authority.tsa, key=authority.signer.key)))
    honest.answer = forger.answer  # type: ignore[method-assign]  # somebody between us and the TSA
    assert codes_of(timestamper) == ["bad_signature"]


@pytest.mark.shows("T63")
def test_a_list_that_names_the_certificate_counts_from_the_next_token_on(
    honest: LocalTimestamper, authority: Authority
) -> None:
    timestamper = OrderedTimestamper([honest], present)
    stamp(timestamper)
    lists = lists_that_revoke(authority)
    honest.trust = replace(honest.trust, revocation_lists=lambda: lists)
    assert codes_of(timestamper) == ["revoked"]


@pytest.mark.shows("T63")
def test_a_list_that_comes_while_the_way_is_walked_counts_from_the_next_token_on(
    honest: LocalTimestamper, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_hand, newer = [honest.trust.revocation_lists()], lists_that_revoke(authority)
    honest.trust = replace(honest.trust, revocation_lists=lambda: at_hand[-1])

    def walked(moment: datetime, *about: object, **how: bool) -> object:
        context = context_at(moment, *about, **how)  # type: ignore[arg-type]  # handed on
        at_hand.append(newer)
        return context

    monkeypatch.setattr(token_check, "context_at", walked)
    timestamper = OrderedTimestamper([honest], present)
    stamp(timestamper)
    assert codes_of(timestamper) == ["revoked"]


def codes_of(timestamper: OrderedTimestamper) -> list[str]:
    with pytest.raises(TimestampUnavailable) as refused:
        stamp(timestamper)
    return [one.code for one in refused.value.refusals]


def lists_that_revoke(authority: Authority) -> tuple[bytes, bytes]:
    serial = authority.tsa.certificate.serial_number
    at = present() - timedelta(minutes=1)
    revoked = RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
    return (authority.revocation_lists()[0], revocation_list(authority.issuing, [revoked], present()))


@pytest.mark.parametrize(
    ("at", "is_good"),
    [
        (NOW - timedelta(seconds=1), False),
        (NOW, True),
        (NOW + VOUCHED_FOR - timedelta(seconds=1), True),
        (NOW + VOUCHED_FOR, False),
    ],
)
def test_a_finding_is_for_ten_minutes_from_the_token_it_was_made_for(
    authority: Authority, at: datetime, *, is_good: bool
) -> None:
    vouched, certificate = VouchedCertificates(), as_asn1(authority.tsa)
    trust = replace(authority.trust, revocation_lists=tuple)
    vouched.remember([as_asn1(authority.root), certificate], trust, NOW)
    assert vouched.is_good(certificate, trust, at) == is_good


def test_a_finding_ends_with_the_first_certificate_on_the_way(authority: Authority) -> None:
    vouched, certificate = VouchedCertificates(), as_asn1(authority.tsa)
    trust = replace(authority.trust, revocation_lists=tuple)
    end = authority.tsa.certificate.not_valid_after_utc
    vouched.remember([as_asn1(authority.root), certificate], trust, end - timedelta(minutes=1))
    assert vouched.is_good(certificate, trust, end - timedelta(seconds=1))
    assert not vouched.is_good(certificate, trust, end)
