"""What the rules read, how sure they may say they are, and that no text makes them slow or stops them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.bodies import words_of
from benchmarks.proposing.bench import held_out, tuned
from benchmarks.proposing.cases import by_hand
from benchmarks.proposing.measuring import scored
from contracts.reading import (
    COUNTERPARTIES,
    HIT,
    Confidence,
    Known,
    Read,
    confidence_of,
    named_value,
    names_from,
    propose,
)
from contracts.reading.rules import LEAST_RIGHT, LEAST_SEEN

SAMPLES = Path(__file__).parents[3] / "shared"
OWN = Known(("株式会社サンプル",))
PIECES = (
    *(
        "甲",
        "（以下「",
        "」という。）",
        "株式会社",
        "契約書",
        "令和",
        "8年",
        "4月1日",
        "から",
        "まで",
        "期間満了の",
    ),
    *(
        "3か月前",
        "自動的に",
        "更新",
        "金",
        "1,200,000",
        "円",
        "一二三",
        "¥",
        " ",
        "\n",
        "。",
        "、",
        "同",
        "末日",
        "平成40年",
    ),
    *(
        "地方裁判所",
        "管轄",
        "以下",
        "\x00",
        "\ud800",
        "㍿",
        "①",
        "⻑",
        "２０２６",
        "/",
        "-",
        "甲：",
        "御中",
        "年額",
    ),
)


@pytest.mark.shows("MK-34")
def test_rules_say_they_are_highly_sure_only_where_the_held_out_contracts_bear_it() -> None:
    _items, rules = scored(held_out())
    for rule, seen in rules.proposed.items():
        if confidence_of(rule) is Confidence.HIGH:
            assert seen >= LEAST_SEEN[Confidence.HIGH], rule
            assert rules.precision(rule) >= LEAST_RIGHT[Confidence.HIGH], rule
        elif confidence_of(rule) is Confidence.MEDIUM:
            assert rules.precision(rule) >= LEAST_RIGHT[Confidence.MEDIUM], rule


@pytest.mark.shows("MK-34")
def test_the_evaluation_set_has_sixty_contracts_of_eight_sorts_and_a_part_held_out() -> None:
    items, _rules = scored(tuned())
    assert len(tuned()) + len(held_out()) >= 60
    assert len({case.expected.get("kind") for case in tuned()}) >= 8
    assert len(by_hand("held_out.toml")) >= 10
    assert all(items.recall(item) >= 0.9 and items.precision(item) >= 0.9 for item in Read)


def test_each_proposal_stands_where_it_says_it_does() -> None:
    pages = (
        "秘密保持契約書\n株式会社サンプル（以下「甲」という。）",
        "有効期間は2026年4月1日から\n1年間とする。",
    )
    found = {one.item: one for one in propose(pages, OWN)}
    ends = found[Read.ENDS_ON]
    assert (ends.value, ends.page) == ("2027-03-31", 2)
    assert pages[1][ends.begin : ends.end].startswith("2026年4月1日")
    assert ends.snippet.split(HIT)[1] == "2026年4月1日から 1年"


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not on this machine")
def test_samples_that_are_no_contracts_propose_no_days_and_no_amounts() -> None:
    pdfs = [
        words_of(path.read_bytes(), pictures=False)
        for path in sorted((SAMPLES / "pdf-samples/japanese").glob("*.pdf"))
    ]
    texts = [
        *(pdf.texts for pdf in pdfs if pdf),
        *((path.read_text(),) for path in (SAMPLES / "seeds").glob("*.txt")),
    ]
    never = {Read.AGREED_ON, Read.STARTS_ON, Read.ENDS_ON, Read.AMOUNT, Read.NOTICE}
    assert [one for pages in texts for one in propose(pages, OWN) if one.item in never] == []


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_text_stops_the_rules(pieces: list[str]) -> None:
    pages = ["".join(pieces), "".join(reversed(pieces))]
    for one in propose(pages, OWN):
        text = pages[one.page - 1]
        assert 0 <= one.begin < one.end <= len(text)
        assert one.value


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ABC Co., Ltd.、株式会社山田", ("ABC Co., Ltd.", "株式会社山田")),
        ("ABC Co., Ltd., DEF, Inc., GHI合同会社", ("ABC Co., Ltd.", "DEF, Inc.", "GHI合同会社")),
        ("甲社，乙社,丙社\n丁社", ("甲社", "乙社", "丙社", "丁社")),
        ("山田、, 山田", ("山田",)),
    ],
)
def test_a_comma_before_a_legal_form_divides_no_name(typed: str, names: tuple[str, ...]) -> None:
    assert names_from(typed) == names
    assert named_value(COUNTERPARTIES, typed) == "、".join(names)
