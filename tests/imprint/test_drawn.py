"""手書きサイン: what somebody draws becomes lines in the square, smoothed and as large as fits."""

import math

import pytest

from adapters.imprint import ImprintImpossible, drawn_imprint
from tests.imprint.test_ink import ink_within, rendered

WAVE = [(x / 100, 0.2 + 0.1 * math.sin(x / 6)) for x in range(10, 90)]
DOT = [(0.5, 0.4)]


@pytest.mark.shows("CS-24")
def test_strokes_are_drawn_in_the_middle_and_as_wide_as_the_square() -> None:
    seal = drawn_imprint([WAVE, DOT])
    pixels = rendered(seal)
    assert ink_within(pixels, 0, 0, 100, 30) == 0
    assert ink_within(pixels, 2, 30, 12, 70) > 0.02
    assert ink_within(pixels, 88, 30, 98, 70) > 0.02
    assert seal.shape == "drawn"


def test_a_curve_is_smoothed_and_always_the_same() -> None:
    assert " C" not in drawn_imprint([WAVE]).svg
    assert drawn_imprint([WAVE]).svg.count("C") == len(WAVE) - 2
    assert drawn_imprint([WAVE]).operators == drawn_imprint([WAVE]).operators


@pytest.mark.parametrize("strokes", [[], [[]], [DOT], [[(0.1, 0.1), (0.15, 0.1)]]])
def test_nothing_or_a_slip_of_the_finger_is_no_signature(strokes: list[list[tuple[float, float]]]) -> None:
    with pytest.raises(ImprintImpossible, match="empty"):
        drawn_imprint(strokes)


def test_more_lines_than_a_hand_draws_are_refused() -> None:
    with pytest.raises(ImprintImpossible, match="too_long"):
        drawn_imprint([DOT] * 201)
    with pytest.raises(ImprintImpossible, match="too_long"):
        drawn_imprint([[(0.1, 0.1)] * 10_001])
