import re
import secrets

from adapters.secrets import (
    digests_match,
    link_digest,
    link_token,
    new_api_token,
    new_session_id,
    token_digest,
)

KEY = bytes(range(32))


def test_a_link_is_256_bits_in_43_url_characters_and_known_by_its_digest() -> None:
    tokens = {link_token(KEY, secrets.token_bytes(32)) for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)
    assert len({link_digest(token) for token in tokens}) == 1000


def test_a_repeated_mail_carries_the_same_link() -> None:
    link_id = secrets.token_bytes(32)
    assert link_token(KEY, link_id) == link_token(KEY, link_id)


def test_what_the_database_keeps_does_not_yield_the_link() -> None:
    link_id = secrets.token_bytes(32)
    token = link_token(KEY, link_id)
    assert link_token(bytes(32), link_id) != token
    assert token not in link_id.hex() + link_digest(token)


def test_session_ids_and_api_tokens_are_random_and_told_apart() -> None:
    assert len({new_session_id() for _ in range(100)} | {new_api_token() for _ in range(100)}) == 200
    assert re.fullmatch(r"warifu_[A-Za-z0-9_-]{43}", new_api_token())
    assert len(new_session_id()) == 43


def test_digests_are_compared_whole() -> None:
    digest = token_digest("token")
    assert digests_match(digest, token_digest("token"))
    assert not digests_match(digest, digest[:-1])
    assert token_digest("\ud800")
