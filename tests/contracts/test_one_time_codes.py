from collections import Counter
from datetime import timedelta

import pytest

from adapters.keys import KeyPurpose, MasterKey, MasterKeys
from adapters.secrets import CodeMaker
from contracts.one_time_codes import CAP_WINDOW, LIFE, Cap, CodeBinding, CodePurpose, as_typed, cap_reached

BINDING = CodeBinding("party", CodePurpose.SIGNING_URL, "b" * 64)
MAKER = CodeMaker(MasterKeys.of(MasterKey(b"k" * 32)).derived(KeyPurpose.CODES))


@pytest.mark.shows("T16")
def test_a_code_lives_ten_minutes() -> None:
    assert timedelta(minutes=10) == LIFE


@pytest.mark.shows("T17", "MK-54")
def test_five_codes_an_hour_go_to_one_address_and_twenty_from_one_network() -> None:
    assert timedelta(hours=1) == CAP_WINDOW
    assert (cap_reached(4, 19), cap_reached(5, 0), cap_reached(0, 20)) == (None, Cap.ADDRESS, Cap.REMOTE)


def test_full_width_digits_and_spaces_are_the_same_code() -> None:
    assert as_typed(" ０４８　2-13 ") == "048213"


@pytest.mark.shows("T16")
def test_a_code_has_six_digits_and_each_digit_is_as_likely_as_another() -> None:
    codes = [MAKER.code(MAKER.mint(BINDING).secret_id) for _ in range(2000)]
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    counted = Counter("".join(codes))
    assert set(counted) == set("0123456789")
    assert max(counted.values()) < 1.2 * min(counted.values())


@pytest.mark.shows("T12", "T16")
def test_what_is_kept_proves_one_code_for_one_party_purpose_and_browser_and_only_with_the_key() -> None:
    minted = MAKER.mint(BINDING)
    code = MAKER.code(minted.secret_id)
    assert MAKER.proof(BINDING, code)(minted.salt) == minted.digest
    others = (
        CodeBinding("another", BINDING.purpose, BINDING.browser),
        CodeBinding(BINDING.party, CodePurpose.FACTOR, BINDING.browser),
        CodeBinding(BINDING.party, BINDING.purpose, "c" * 64),
    )
    assert all(MAKER.proof(other, code)(minted.salt) != minted.digest for other in others)
    stranger = CodeMaker(MasterKeys.of(MasterKey(b"x" * 32)).derived(KeyPurpose.CODES))
    assert stranger.proof(BINDING, code)(minted.salt) != minted.digest
