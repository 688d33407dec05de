from webapp.verification.turnstile import BURST, MOST_ADDRESSES, SECONDS_A_TOKEN, Turnstile


def test_ten_at_once_then_one_every_six_seconds() -> None:
    turnstile = Turnstile()
    assert [turnstile.seconds_to_wait("a", 100.0) for _ in range(BURST)] == [0] * BURST
    assert turnstile.seconds_to_wait("a", 100.0) == SECONDS_A_TOKEN
    assert turnstile.seconds_to_wait("a", 103.0) == 3
    assert turnstile.seconds_to_wait("a", 106.0) == 0
    assert turnstile.seconds_to_wait("a", 106.0) == 6


def test_a_refusal_costs_nothing_and_a_minute_fills_the_bucket() -> None:
    turnstile = Turnstile()
    for _ in range(30):
        turnstile.seconds_to_wait("a", 0.0)
    assert [turnstile.seconds_to_wait("a", 60.0) for _ in range(BURST)] == [0] * BURST


def test_the_address_not_seen_for_longest_is_forgotten() -> None:
    turnstile = Turnstile()
    for _ in range(BURST):
        turnstile.seconds_to_wait("first", 0.0)
    assert turnstile.seconds_to_wait("first", 0.0) > 0
    for number in range(MOST_ADDRESSES):
        turnstile.seconds_to_wait(str(number), 0.0)
    assert turnstile.seconds_to_wait("first", 0.0) == 0
