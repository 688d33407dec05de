from datetime import date

import pytest

from adapters.intake import IntakeWarning, RefusalCode
from contracts.day_input import day_from
from contracts.event_table import KINDS
from webapp.texts.acts import TITLES
from webapp.texts.amount_input import yen_from
from webapp.texts.draft_faults import SENTENCES
from webapp.texts.uploads import REFUSALS, WARNINGS

FIRST_OF_APRIL = (
    "2026/4/1",
    "2026-04-01",
    "2026.4.1",
    "20260401",
    "２０２６年４月１日",
    "令和8年4月1日",
    "R8.4.1",
    "R8/4/1",
    " r8.4.1 ",
)


@pytest.mark.shows("UX-03")
@pytest.mark.parametrize("spelled", FIRST_OF_APRIL)
def test_one_day_has_many_spellings(spelled: str) -> None:
    assert day_from(spelled) == date(2026, 4, 1)


@pytest.mark.shows("UX-02")
def test_an_era_begins_and_ends_on_its_day() -> None:
    assert day_from("令和元年5月1日") == date(2019, 5, 1)
    assert day_from("平成31年4月30日") == date(2019, 4, 30)
    assert day_from("昭和64年1月7日") == date(1989, 1, 7)
    assert day_from("") is None


@pytest.mark.parametrize("wrong", ["平成40年1月1日", "令和元年4月30日", "2026-02-30", "来月", "2026/13/1"])
def test_what_is_no_day_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        day_from(wrong)


@pytest.mark.parametrize(
    ("spelled", "yen"), [("1,234,567", 1_234_567), ("１，２３４，５６７円", 1_234_567), ("¥0", 0), ("", None)]
)
def test_an_amount_is_read_and_nothing_is_not_zero(spelled: str, yen: int | None) -> None:
    assert yen_from(spelled) == yen


@pytest.mark.parametrize("wrong", ["-1", "12.5", "1万万", "USD 100"])
def test_what_is_no_amount_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        yen_from(wrong)


def test_every_code_has_its_sentence() -> None:
    assert set(TITLES) == set(KINDS)
    assert set(WARNINGS) == {code.value for code in IntakeWarning}
    assert set(REFUSALS) | {"too_large", "too_many_pages"} == {code.value for code in RefusalCode}
    assert all(str(sentence) for sentence in SENTENCES.values())
