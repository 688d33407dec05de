"""What each profile asks, as one table: two factors of one kind are one, and the sender's code is none."""

from itertools import combinations

import pytest

from contracts.authentication import DEVICE, MAIL, PHONE, Factor, Profile, is_enough, next_factors
from contracts.reasons import FACTORS, factors_told

LINK, SMS, URL = Factor.MAIL_LINK, Factor.SMS_LINK, Factor.SIGNING_URL
MAIL_CODE, CODE, SMS_CODE = Factor.MAIL_CODE, Factor.ACCESS_CODE, Factor.SMS_CODE
TOTP, PASSKEY = Factor.TOTP, Factor.PASSKEY
BOTH = (MAIL, PHONE)

ENOUGH = [
    ("", [LINK], False, True),
    ("", [LINK], True, False),
    ("", [LINK, CODE], True, True),
    ("L1", [LINK], False, True),
    ("L1", [LINK, TOTP], True, False),
    ("L2", [LINK], False, False),
    ("L2", [LINK, CODE], False, True),
    ("L2", [LINK, MAIL_CODE], False, True),
    ("L2", [URL, MAIL_CODE], False, True),
    ("L2", [SMS, SMS_CODE], False, True),
    ("L2", [LINK, MAIL_CODE], True, False),
    ("L3", [LINK], False, False),
    ("L3", [LINK, MAIL_CODE], False, False),
    ("L3", [LINK, CODE], True, False),
    ("L3", [LINK, CODE, MAIL_CODE], True, False),
    ("L3", [SMS, SMS_CODE], False, False),
    ("L3", [TOTP, PASSKEY], False, False),
    ("L3", [URL, MAIL_CODE], False, False),
    ("L3", [URL, MAIL_CODE, SMS_CODE], False, True),
    ("L3", [LINK, SMS_CODE], False, True),
    ("L3", [LINK, TOTP], False, True),
    ("L3", [LINK, PASSKEY], False, True),
    ("L3", [SMS, MAIL_CODE], False, True),
    ("L3", [LINK, TOTP], True, False),
    ("L3", [LINK, CODE, TOTP], True, True),
    ("L4", [LINK, CODE, TOTP, SMS_CODE], True, False),
]
NEXT = [
    ("", [LINK], False, BOTH, ()),
    ("", [LINK], True, BOTH, (CODE,)),
    ("L2", [LINK], True, BOTH, (CODE,)),
    ("L2", [LINK, CODE], True, BOTH, ()),
    ("L2", [LINK], False, BOTH, (MAIL_CODE, SMS_CODE)),
    ("L2", [LINK], False, (MAIL,), (MAIL_CODE,)),
    ("L2", [SMS], False, (PHONE,), (SMS_CODE,)),
    ("L3", [LINK], True, BOTH, (CODE,)),
    ("L3", [LINK, CODE], True, BOTH, (SMS_CODE, PASSKEY, TOTP)),
    ("L3", [LINK], False, (MAIL,), (PASSKEY, TOTP)),
    ("L3", [SMS], False, BOTH, (PASSKEY, TOTP, MAIL_CODE)),
    ("L3", [URL, MAIL_CODE], False, (MAIL,), (PASSKEY, TOTP)),
    ("L3", [LINK, TOTP], False, BOTH, ()),
]


@pytest.mark.shows("LW-04", "CF-05", "AD-13")
@pytest.mark.parametrize(("profile", "passed", "code", "enough"), ENOUGH)
def test_each_profile_asks_for_kinds_and_not_for_a_count(
    *, profile: str, passed: list[str], code: bool, enough: bool
) -> None:
    assert is_enough(profile, passed, access_code=code) is enough


@pytest.mark.parametrize(("profile", "passed", "code", "reached_by", "ways"), NEXT)
def test_what_can_be_passed_next_is_what_would_help(
    *, profile: str, passed: list[str], code: bool, reached_by: tuple[str, ...], ways: tuple[Factor, ...]
) -> None:
    assert next_factors(profile, passed, access_code=code, reached_by=reached_by) == ways


@pytest.mark.shows("LW-04")
def test_of_all_pairs_of_ways_only_two_different_kinds_reach_l3() -> None:
    for pair in combinations(Factor, 2):
        kinds = {one.kind for one in pair}
        assert is_enough("L3", pair, access_code=False) is (len(kinds) == 2 and "" not in kinds)


def test_nothing_is_asked_for_exactly_when_it_is_enough() -> None:
    for profile in ("", *Profile):
        for size in range(4):
            for passed in combinations(Factor, size):
                enough = is_enough(profile, passed, access_code=False)
                asked = next_factors(profile, passed, access_code=False, reached_by=BOTH)
                assert enough is (asked == ())


def test_what_another_release_calls_a_factor_is_none() -> None:
    assert not is_enough("L3", ["mail_link", "retina"], access_code=False)


@pytest.mark.shows("CL-30")
def test_every_factor_has_its_words_in_the_reason_of_a_signature() -> None:
    assert set(FACTORS) == set(Factor)
    assert TOTP.kind == DEVICE
    assert factors_told([LINK, TOTP], [TOTP]) == ["メールのURL", "認証アプリ（この手続きの中で登録）"]
