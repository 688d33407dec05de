import time
from collections.abc import Iterator
from statistics import median

import pytest
from argon2 import PasswordHasher
from argon2.profiles import RFC_9106_LOW_MEMORY

from adapters import passwords
from adapters.passwords import (
    access_code_matches,
    hash_access_code,
    hash_password,
    needs_rehash,
    password_matches,
    temporary_password,
)


@pytest.fixture(autouse=True)
def _hashes_of_the_product() -> Iterator[None]:
    """All other tests hash cheaply (tests/conftest.py)."""
    hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
    nobody = hasher.hash("nobody's")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", hasher)
        patch.setattr(passwords, "_nobody", lambda: nobody)
        yield


def test_only_the_same_password_matches_and_equal_passwords_have_different_hashes() -> None:
    first, second = hash_password("abcdefg1"), hash_password("abcdefg1")
    assert first.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert first != second
    assert password_matches(first, "abcdefg1")
    assert not password_matches(first, "abcdefg2")
    assert not password_matches("not a hash", "abcdefg1")


def test_a_hash_with_weaker_parameters_asks_to_be_made_anew() -> None:
    weaker = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$QIO2lLFJ8bGq3ucyq/0Gog"
    assert needs_rehash(weaker)
    assert not needs_rehash(hash_password("abcdefg1"))


def test_an_access_code_typed_in_full_width_is_the_same_code() -> None:
    hashed = hash_access_code("0415")
    assert access_code_matches(hashed, "０４１５")
    assert access_code_matches(hashed, " 0415 ")
    assert not access_code_matches(hashed, "0416")


def test_an_unknown_account_costs_the_same_time_as_a_wrong_password() -> None:
    hashed = hash_password("abcdefg1")
    assert not password_matches(None, "abcdefg1")

    def seconds(known: str | None) -> float:
        start = time.perf_counter()
        password_matches(known, "wrong1234")
        return time.perf_counter() - start

    known, unknown = (median(seconds(who) for _ in range(5)) for who in (hashed, None))
    assert 0.5 < known / unknown < 2


def test_a_temporary_password_is_readable_and_meets_the_rule() -> None:
    passwords = {temporary_password() for _ in range(200)}
    assert len(passwords) == 200
    for password in passwords:
        assert len(password) == 14
        assert any(character.isdigit() for character in password)
        assert any(character.isalpha() for character in password)
        assert not set(password) & set("0O1lIio")
