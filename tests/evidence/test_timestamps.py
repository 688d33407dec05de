from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from asn1crypto import cms

from adapters.sealing import (
    Authority,
    HttpTimestamper,
    IssuerTrust,
    LocalTimestamper,
    OrderedTimestamper,
    SealedRevision,
    Sealer,
    TimestampSource,
    TimestampUnavailable,
)
from adapters.sealing.timestamps import local_timestamper
from tests.evidence import faulty_tsa
from tests.evidence.clock import present
from tests.evidence.contract import Story, filling

if TYPE_CHECKING:
    from collections.abc import Callable


def sealer_with(authority: Authority, *sources: TimestampSource) -> Sealer:
    return Sealer(authority, OrderedTimestamper(sources, present), present)


def codes_when_refused(authority: Authority, prepared: bytes, *sources: TimestampSource) -> list[str]:
    with pytest.raises(TimestampUnavailable) as unavailable:
        sealer_with(authority, *sources).certify(prepared, "作成")
    return [refusal.code for refusal in unavailable.value.refusals]


def test_without_a_tsa_nothing_is_signed(authority: Authority, story: Story) -> None:
    sealer = sealer_with(authority, faulty_tsa.Down(LocalTimestamper(authority)))
    acts: tuple[Callable[[], SealedRevision], ...] = (
        lambda: sealer.certify(story.prepared, "作成"),
        lambda: sealer.agree(story.revisions[0].pdf, filling("a"), "承認"),
        lambda: sealer.conclude(story.revisions[-2].pdf, "締結"),
        lambda: sealer.renew_timestamp(story.concluded),
    )
    for act in acts:
        with pytest.raises(TimestampUnavailable):
            act()


@pytest.mark.shows("T63")
@pytest.mark.parametrize(
    ("change", "code"),
    [(faulty_tsa.other_nonce, "wrong_nonce"), (faulty_tsa.other_imprint, "wrong_imprint")],
)
def test_a_reply_to_another_question_is_refused(
    authority: Authority, prepared: bytes, change: faulty_tsa.Change, code: str
) -> None:
    source = faulty_tsa.Faulty(LocalTimestamper(authority), change)
    assert codes_when_refused(authority, prepared, source) == [code]


@pytest.mark.shows("T63")
@pytest.mark.parametrize("shift", [timedelta(days=1), timedelta(days=-1)])
def test_a_token_of_another_time_is_refused(authority: Authority, prepared: bytes, shift: timedelta) -> None:
    def shifted() -> datetime:
        return present() + shift

    source = LocalTimestamper(replace(authority, clock=shifted))
    assert codes_when_refused(authority, prepared, source) == ["wrong_time"]


@pytest.mark.shows("T63")
@pytest.mark.parametrize(("seconds", "codes"), [(60, []), (61, ["inaccurate"])])
def test_a_token_that_tells_its_time_to_minutes_is_refused(
    authority: Authority, prepared: bytes, monkeypatch: pytest.MonkeyPatch, seconds: int, codes: list[str]
) -> None:
    monkeypatch.setattr(local_timestamper, "ACCURATE_TO", {"seconds": seconds})
    sealer = sealer_with(authority, LocalTimestamper(authority))
    if codes:
        assert codes_when_refused(authority, prepared, LocalTimestamper(authority)) == codes
    else:
        assert sealer.certify(prepared, "作成").level == "B-T"


@pytest.mark.shows("T63")
def test_a_token_that_does_not_name_its_signers_certificate_is_refused(
    authority: Authority, prepared: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = local_timestamper._attribute  # noqa: SLF001 -- a TSA that leaves one attribute out

    def without(kind: str, value: object) -> object:
        return (
            honest("signing_time", cms.Time({"utc_time": present()}))
            if "certificate" in kind
            else honest(kind, value)
        )

    monkeypatch.setattr(local_timestamper, "_attribute", without)
    assert codes_when_refused(authority, prepared, LocalTimestamper(authority)) == ["unnamed_signer"]


@pytest.mark.parametrize(("times", "codes"), [(1, []), (20, ["too_long"])])
def test_a_token_that_the_room_left_for_it_cannot_hold_is_refused(
    authority: Authority, prepared: bytes, times: int, codes: list[str]
) -> None:
    source = faulty_tsa.Wordy(LocalTimestamper(authority), times)
    if codes:
        assert codes_when_refused(authority, prepared, source) == codes
    else:
        assert sealer_with(authority, source).certify(prepared, "作成").level == "B-T"


@pytest.mark.parametrize("reply", [b"", b"<html>200 OK</html>", b"\x30\x03\x02\x01\x00", bytes(1000)])
def test_a_reply_that_is_no_token_is_refused(authority: Authority, prepared: bytes, reply: bytes) -> None:
    source = faulty_tsa.Saying(LocalTimestamper(authority), reply)
    assert codes_when_refused(authority, prepared, source) == ["unreadable"]


def test_a_token_signed_by_a_certificate_without_the_time_stamping_purpose_is_refused(
    authority: Authority, prepared: bytes
) -> None:
    source = LocalTimestamper(replace(authority, tsa=authority.signer))
    assert codes_when_refused(authority, prepared, source) == ["wrong_purpose"]


def test_a_token_that_does_not_chain_to_the_pinned_roots_is_refused(
    authority: Authority, prepared: bytes
) -> None:
    source = LocalTimestamper(authority)
    source.trust = IssuerTrust(roots=(), intermediates=(), revocation_lists=tuple)
    assert codes_when_refused(authority, prepared, source) == ["untrusted"]


def test_a_token_signed_by_a_key_that_is_not_the_certificates_is_refused(
    authority: Authority, prepared: bytes
) -> None:
    wrong_key = replace(authority.tsa, key=authority.signer.key)
    source = LocalTimestamper(replace(authority, tsa=wrong_key))
    assert codes_when_refused(authority, prepared, source) == ["bad_signature"]


def test_the_second_tsa_answers_when_the_first_is_down(authority: Authority, prepared: bytes) -> None:
    honest = LocalTimestamper(authority)
    sealer = sealer_with(authority, faulty_tsa.Down(honest), honest)
    assert sealer.certify(prepared, "作成").level == "B-T"


def test_a_tsa_over_http_is_used_and_its_accreditation_is_told(authority: Authority, prepared: bytes) -> None:
    honest = LocalTimestamper(authority)
    with faulty_tsa.served(faulty_tsa.honestly(honest)) as url:
        source = HttpTimestamper(url, provider="試験時刻認証株式会社", trust=honest.trust)
        revision = sealer_with(authority, source).certify(prepared, "作成")
    assert revision.level == "B-T"
    assert revision.accredited


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (500, b"", "http_500"),
        (302, b"", "http_302"),
        (200, b"<html>", "unreadable"),
        (200, bytes(100_000), "too_long"),
    ],
)
def test_a_bad_answer_over_http_is_refused(
    authority: Authority, prepared: bytes, status: int, body: bytes, code: str
) -> None:
    honest = LocalTimestamper(authority)
    with faulty_tsa.served(lambda _request: (status, body)) as url:
        source = HttpTimestamper(url, provider="試験時刻認証株式会社", trust=honest.trust)
        assert codes_when_refused(authority, prepared, source) == [code]


def test_a_tsa_that_nobody_serves_is_unreachable(authority: Authority, prepared: bytes) -> None:
    honest = LocalTimestamper(authority)
    with faulty_tsa.served(lambda _request: (200, b"")) as url:
        pass
    source = HttpTimestamper(url, provider="試験時刻認証株式会社", trust=honest.trust)
    assert codes_when_refused(authority, prepared, source) == ["unreachable"]
