"""When a timestamp is due: early, spread, and never again at once."""

from datetime import UTC, datetime, timedelta

import pytest

from contracts.algorithm_ends import BITS_112, BITS_128, digest_end, key_end
from contracts.preserving import LEAD, SOONEST, SPREAD, Protection, renewal_due, schedule_of

CONCLUDED = datetime(2026, 11, 22, 3, tzinfo=UTC)
TEN_YEARS = timedelta(days=3650)


def protection(lasts: timedelta = TEN_YEARS, digest: str = "sha256", bits: int = 3072) -> Protection:
    return Protection(CONCLUDED, CONCLUDED + lasts, digest, "rsa", bits)


@pytest.mark.shows("LW-13")
def test_a_hundred_thousand_contracts_of_one_certificate_come_due_over_three_months_a_year_before() -> None:
    dues = [renewal_due(f"contract-{number}", protection()) for number in range(2_000)]
    ends = CONCLUDED + TEN_YEARS
    assert ends - LEAD - SPREAD <= min(dues) < max(dues) <= ends - LEAD
    by_day = [sum(one.date() == due.date() for one in dues) for due in dues]
    assert max(by_day) < 3 * len(dues) / SPREAD.days
    assert renewal_due("contract-1", protection()) == renewal_due("contract-1", protection())


def test_the_end_of_an_algorithm_counts_when_it_comes_before_the_certificate_s() -> None:
    weak = protection(bits=2048)
    assert weak.until == BITS_112
    assert renewal_due("contract", weak) < BITS_112
    assert protection().until == CONCLUDED + TEN_YEARS
    assert (digest_end("SHA256"), key_end("rsa", 3072), key_end("ec", 256)) == (BITS_128, BITS_128, BITS_128)


def test_what_no_table_knows_has_ended_long_ago() -> None:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    assert digest_end("md5") < past
    assert digest_end("sha1") < past
    assert key_end("rsa", 1024) < past
    assert key_end("dsa", 3072) < past


def test_a_certificate_that_is_short_is_renewed_before_its_end_and_not_every_day() -> None:
    short = protection(lasts=timedelta(days=60))
    assert CONCLUDED + timedelta(days=30) <= renewal_due("contract", short) < short.until
    ended = protection(digest="sha1")
    assert renewal_due("contract", ended) == CONCLUDED + SOONEST


def test_the_file_that_is_due_first_decides_for_all_of_a_contract() -> None:
    both = schedule_of("contract", [protection(), protection(lasts=timedelta(days=900))])
    assert both.protected_until == CONCLUDED + timedelta(days=900)
    assert both.renew_at == renewal_due("contract", protection(lasts=timedelta(days=900)))
