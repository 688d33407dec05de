"""Secrets and challenges of second factors by themselves: bound to their row, their visit and their time."""

import inspect
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

import database.one_time_codes
from adapters.keys import KeyPurpose, MasterKey, MasterKeys
from adapters.second_factors import PasskeyRefused, Passkeys, TotpMaker, passkeys, time_step, totp
from adapters.secrets import NoKeyOpens, digests_match, token_digest
from tests.counterparty.authenticator import SecurityKey

KEYS = MasterKeys.of(MasterKey(bytes(range(32)))).derived(KeyPurpose.SECOND_FACTORS)
SITE = "https://keiyaku.example.jp"
AT = datetime(2026, 11, 21, 4, 2, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)


def test_a_secret_opens_only_as_the_row_it_was_sealed_for() -> None:
    maker = TotpMaker(KEYS)
    sealed = maker.sealed("ABCDEFGH", "row-1")
    assert maker.opened(sealed, "row-1") == "ABCDEFGH"
    assert b"ABCDEFGH" not in sealed
    with pytest.raises(NoKeyOpens):
        maker.opened(sealed, "row-2")


def test_the_secret_offered_is_the_same_on_reload_and_another_in_another_visit_or_after_a_release() -> None:
    maker = TotpMaker(KEYS)
    offered = maker.proposed("visit-1", 0)
    assert offered == maker.proposed("visit-1", 0)
    assert len({offered, maker.proposed("visit-2", 0), maker.proposed("visit-1", 1)}) == 3


@pytest.mark.parametrize(("drift", "is_taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_counts_half_a_minute_before_and_after_its_own(*, drift: int, is_taken: bool) -> None:
    secret = TotpMaker(KEYS).proposed("visit-1", 0)
    code = pyotp.TOTP(secret).generate_otp(int(AT.timestamp()) // 30 + drift)
    step = time_step(secret, code, AT)
    assert (step is not None) is is_taken
    assert step is None or step == int((AT + drift * STEP).timestamp()) // 30


@pytest.mark.shows("T16")
def test_a_challenge_is_worth_nothing_after_five_minutes_or_in_another_session() -> None:
    ours, key = Passkeys(KEYS, SITE), SecurityKey(SITE)
    asked = ours.to_register("session", AT, account="a@example.jp", name="佐藤", issuer="株式会社サンプル")
    answer = key.made(asked)
    assert ours.registered(answer, "session", AT + timedelta(minutes=5)).sign_count == 0
    for session, at in (("session", AT + timedelta(minutes=6)), ("another", AT)):
        with pytest.raises(PasskeyRefused):
            ours.registered(answer, session, at)


@pytest.mark.shows("T26")
def test_what_was_typed_is_compared_in_constant_time_and_tokens_by_digests_of_one_length() -> None:
    for module in (totp, passkeys, database.one_time_codes):
        assert "hmac.compare_digest(" in inspect.getsource(module)
    assert len({len(token_digest(token)) for token in ("", "a", "契約" * 400)}) == 1
    assert digests_match(token_digest("a"), token_digest("a"))
    assert not digests_match(token_digest("a"), token_digest("b"))
