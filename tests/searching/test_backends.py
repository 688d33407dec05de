"""Every backend gives the answer of looking at every text by hand."""

from datetime import date, timedelta

import pytest

from contracts.finding import counterparty_words, words_from
from contracts.finding.words import LONGEST_TYPED, MOST_TERMS
from database.queries.archive import Order, Wanted
from database.queries.archive_filters import Filters
from database.queries.paging import NEAR_BY_WORDS
from tests.searching.archive import Archive, Paper, by_hand, new_staff
from tests.searching.corpus import papers, parts_of

LONGEST_FOLDED = 18  # characters: ﷺ

HOSTILE = [
    *("%", "_", "*", "'", '"', "\\", "&", "|", ":*", "()", "-", "--", "' OR 1=1 --", '" AND *', "a:b", "!!"),
    *(
        "契約:*",
        "<script>",
        "a & !b | c",
        "\x00契約",
        "\ud800",
        "🎉",
        "ﷺ",
        "100%_保証*",
        "-契約",
        "-更新 覚書",
        "引渡 | 支払い 管轄",
        "-京都 契約",
    ),
    *(
        "覚書 | 秘密保持",
        '"業務委託 基本"',
        "*a*",
        "契" * 300,
        "契約 " * 200,
        "12-34",
        "B-12",
        "㈱",
        "書",
        "号",
    ),
]


@pytest.mark.shows("SR-09", "SR-10", "SR-24")
def test_random_parts_and_hostile_queries_find_what_a_search_by_hand_finds(archive: Archive) -> None:
    archive.holds(*papers(90))
    archive.is_indexed()
    texts = archive.texts()
    differing = [
        typed
        for typed in (*parts_of(list(texts.values()), 60), *HOSTILE)
        if by_hand(texts, typed) != archive.ids(typed)
    ]
    assert differing == []


@pytest.mark.shows("MK-88", "SR-13", "SR-15")
def test_each_word_may_stand_in_the_facts_or_in_the_documents(archive: Archive) -> None:
    archive.holds(
        Paper("業務委託契約書", body=("第十二条　京 都地方裁判所を管轄とする。",)),
        Paper("京都の契約書", memo="第12条を変更"),
        Paper("覚書", body=("別紙のとおり。", "納品書")),
    )
    archive.is_indexed()
    assert archive.titles("京都") == {"業務委託契約書", "京都の契約書"}
    assert archive.titles("第12条 京都") == {"業務委託契約書", "京都の契約書"}
    assert archive.titles("業務委託 京都地方裁判所") == {"業務委託契約書"}
    assert archive.titles("京都 -地方裁判所") == {"京都の契約書"}
    assert archive.titles("契約書 -京都") == set()
    assert archive.titles("管轄 | 別紙") == {"業務委託契約書", "覚書"}
    assert archive.titles("納") == archive.titles("品書") == {"覚書"}
    assert archive.titles("とおり納品") == set()
    assert archive.titles(counterparty="納品書") == set()
    archive.has_bodies = False
    assert archive.titles("京都") == {"京都の契約書"}
    assert archive.titles("京都 -地方裁判所") == {"京都の契約書"}


@pytest.mark.shows("SR-01", "SR-02")
def test_okurigana_and_words_of_the_same_meaning_find_each_other(archive: Archive) -> None:
    archive.holds(
        Paper("変更覚書"),
        Paper("覚え書き"),
        Paper("引渡日の件", body=("商品の引き渡しは月末とする。",)),
        Paper("秘密保持契約書"),
        Paper("NDA（英文）"),
        Paper("解約の件"),
        Paper("解除の件"),
    )
    archive.is_indexed()
    assert archive.titles("覚書") == archive.titles("覚え書") == {"変更覚書", "覚え書き"}
    assert archive.titles('"覚書"') == {"変更覚書"}
    assert archive.titles("引渡し") == archive.titles("引渡") == {"引渡日の件"}
    assert archive.titles("ＮＤＡ") == archive.titles("機密保持契約") == {"秘密保持契約書", "NDA（英文）"}
    assert archive.titles("契約") == {"秘密保持契約書"}
    assert archive.titles("解約") == {"解約の件"}
    assert archive.titles("件 -引渡") == {"解約の件", "解除の件"}


@pytest.mark.shows("SR-04", "SR-16")
def test_a_counterparty_is_found_however_its_form_is_written(archive: Archive) -> None:
    archive.holds(
        Paper("A", company="株式会社髙島商事", name="山田 太郎"),
        Paper("B", company="高島商事㈱", memo="青葉"),
        Paper("C", company="株式会社青葉", memo="高島商事の件"),
        Paper("D", name="渡邉 花子"),
    )
    archive.is_indexed()
    assert archive.titles(counterparty="(株)高島商事") == {"A", "B"}
    assert archive.titles(counterparty="高島商事 株式会社") == {"A", "B"}
    assert archive.titles("高島商事") == {"A", "B", "C"}
    assert archive.titles("高島商事 -青葉") == {"A"}
    assert archive.titles("青葉", counterparty="高島") == {"B"}
    assert archive.titles(counterparty="㈱") == {"A", "B", "C"}
    assert archive.titles(counterparty="渡辺花子") == {"D"}


@pytest.mark.shows("SR-05")
def test_what_is_spelled_as_typed_comes_first(archive: Archive) -> None:
    archive.holds(Paper("高崎の契約"), Paper("店舗の契約", company="高崎商店"), Paper("髙﨑工務店の契約"))
    archive.is_indexed()
    titles = [row.title for row in archive.page("高崎").contracts]
    assert set(titles) == {"高崎の契約", "店舗の契約", "髙﨑工務店の契約"}
    assert titles[-1] == "髙﨑工務店の契約"


def test_neither_another_organisation_nor_anothers_draft_is_found_or_counted(archive: Archive) -> None:
    colleague = new_staff(archive.database, name="佐藤 次郎")
    elsewhere = new_staff(archive.database, "株式会社よそ", "他社 一郎")
    archive.holds(Paper("共有の契約"), Paper("自分の契約の下書き", is_draft=True))
    archive.holds(Paper("同僚の契約の下書き", is_draft=True), owner=colleague)
    archive.holds(Paper("よその契約"), owner=elsewhere)
    archive.is_indexed()
    page = archive.page("契約")
    assert {row.title for row in page.contracts} == {"共有の契約", "自分の契約の下書き"}
    assert page.total == 2
    assert archive.page("同僚").total == archive.page("よそ").total == 0


@pytest.mark.shows("T37")
@pytest.mark.parametrize("typed", ["契約 " * 10_000, "ﷺ" * 10_000, "*a*" * 5_000, "契約|" * 5_000])
def test_however_much_is_typed_a_few_short_words_are_looked_for(archive: Archive, typed: str) -> None:
    archive.holds(*papers(90))
    archive.is_indexed()
    words = words_from(typed)
    terms = [term for group in (*words.groups, *counterparty_words(typed).groups) for term in group]
    assert len(terms) <= 2 * MOST_TERMS
    assert sum(map(len, terms)) <= 2 * LONGEST_FOLDED * LONGEST_TYPED
    assert archive.page(typed, counterparty=typed).total == 0


def test_a_span_of_end_dates_includes_both_of_its_days(archive: Archive) -> None:
    days = {"前": date(2026, 3, 31), "始": date(2026, 4, 1), "終": date(2026, 4, 30), "後": date(2026, 5, 1)}
    archive.holds(*(Paper(title, ends_on=day) for title, day in days.items()), Paper("なし"))
    april = Wanted(Filters(expires_from=date(2026, 4, 1), expires_to=date(2026, 4, 30)), order=Order.ENDS)
    assert [row.title for row in archive.page(wanted=april).contracts] == ["始", "終"]
    ending = [row.title for row in archive.page(wanted=Wanted(order=Order.ENDS)).contracts]
    assert ending == ["前", "始", "終", "後", "なし"]


def test_more_than_a_thousand_are_not_counted_out_and_come_in_their_order(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every tenth is no hit, and of the hits every seventh says the word in its document alone."""
    first = date(2026, 4, 1)
    archive.holds(*(_paper(number, first + timedelta(days=number)) for number in range(1120)))
    archive.is_indexed()
    page = archive.page("契約")
    assert (page.total, page.is_more, page.has_next) == (1000, True, True)
    expected = [first + timedelta(days=number) for number in range(120) if number % 10][:100]
    for near in (NEAR_BY_WORDS, 0):
        monkeypatch.setattr("database.queries.archive.NEAR_BY_WORDS", near)
        ending = archive.page("契約", order=Order.ENDS)
        assert [row.ends_on for row in ending.contracts] == expected


def _paper(number: int, ends_on: date) -> Paper:
    if number % 10 == 0:
        return Paper(f"覚書{number}", ends_on=ends_on)
    if number % 7 == 0:
        return Paper(
            f"約定書{number}", ends_on=ends_on, body=("この契約は、双方が合意した日から効力を生ずる。",)
        )
    return Paper(f"契約{number}", ends_on=ends_on)
