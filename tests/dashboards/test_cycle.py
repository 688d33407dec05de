"""Days from 受付 to 締結, of the contract in the middle."""

from datetime import UTC, datetime, timedelta

from contracts.cycle import Course, Leg, paces, sent_back_share

NOON = datetime(2026, 4, 1, 3, tzinfo=UTC)


def course(reviewed: float | None, sent: float, concluded: float, back: int = 0) -> Course:
    """Days count from the receipt."""
    after = [
        NOON + timedelta(days=days) if days is not None else None for days in (reviewed, sent, concluded)
    ]
    assert after[1] is not None
    assert after[2] is not None
    return Course(NOON, after[0], after[1], after[2], back)


def test_each_leg_is_the_median_of_the_contracts_that_have_it() -> None:
    found = {
        one.leg: (one.days, one.count)
        for one in paces([course(1, 2, 4), course(None, 3, 30), course(2, 6, 8.25)])
    }
    assert found == {
        Leg.REVIEWING: (1.5, 2),
        Leg.PREPARING: (3.0, 3),
        Leg.SIGNING: (2.2, 3),
        Leg.WHOLE: (8.2, 3),
    }


def test_of_no_contract_nothing_is_said() -> None:
    assert {(one.days, one.count) for one in paces([])} == {(0.0, 0)}
    assert sent_back_share([]) == 0


def test_a_contract_that_came_back_twice_counts_once() -> None:
    assert sent_back_share([course(1, 2, 3, 2), course(1, 2, 3), course(1, 2, 3)]) == 33
