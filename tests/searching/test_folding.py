"""What is taken for the same, before any index (domain.md E.2, E.5)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.finding import company_key, counterparty_words, searchable, tokens_for, tokens_of, words_from


def finds(typed: str, text: str) -> bool:
    held = searchable(text)
    groups = words_from(typed).groups
    return bool(groups) and all(any(term in held for term in group) for group in groups)


WIDTHS = [
    ("ＡＢＣ", "ABC家賃保証株式会社"),
    ("abc", "ABC家賃保証株式会社"),
    ("ＡｂＣ", "ABC家賃保証株式会社"),
    ("ﾏﾈｰﾌｫﾜｰﾄﾞ", "マネーフォワード"),
    ("まねーふぉわーど", "マネーフォワード"),
    ("マネーフォワード", "マネー・フォワード"),
    ("サーバー", "サーバ保守契約"),
    ("サーバ", "サーバー"),
    ("サ−バ−", "サーバー"),
    ("ーバー", "サーバ保守契約"),
    ("ーバ保守", "サーバー保守契約"),
    ("バイオリン", "ヴァイオリン教室"),
]
KANJI = [
    ("高崎", "髙﨑工務店"),
    ("渡辺", "渡邉 花子"),
    ("渡辺", "渡邊 花子"),
    ("吉田", "𠮷田 太郎"),
    ("葛城", "葛󠄀城商店"),
    ("高島商事", "株式会社髙島商事"),
    ("髙島商事", "高島商事株式会社"),
    ("工務店", "髙﨑工務店"),
    ("不動産", "イマオス不動産"),
    ("不動産", "SB不動産株式会社"),
]
PAGES = [
    ("電子契約", "電⼦契約"),
    ("社長", "社⻑"),
    ("契約書", "契 約 書"),
    ("契 約 書", "契約書"),
    ("第12条", "第十二条"),
    ("第12条", "第１２条"),
    ("第十二条", "第12条"),
    ("令和六年", "令和6年"),
]
NUMBERS = [
    *((dashed, "管理番号12-34") for dashed in ("12‐34", "12−34", "12-34", "１２－３４", "12ー34", "12—34")),
    ("1000000円", "1,000,000円"),
]
FORMS = [
    ("㈱", "株式会社山田商事"),
    ("株式会社山田商事", "㈱山田商事"),
    ("(株)山田商事", "株式会社山田商事"),
    ("株式会社　山田商事", "株式会社山田商事"),
    ("㍿", "(株)山田商事"),
]


@pytest.mark.shows("SR-03", "SR-08")
@pytest.mark.parametrize(("typed", "text"), WIDTHS)
def test_width_case_and_kana_do_not_matter(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.shows("SR-05", "SR-06", "SR-07")
@pytest.mark.parametrize(("typed", "text"), KANJI)
def test_an_old_or_variant_character_is_found_by_the_usual_one(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.shows("SR-11", "SR-12", "SR-13")
@pytest.mark.parametrize(("typed", "text"), PAGES)
def test_what_documents_do_to_words_is_undone(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.shows("SR-20")
@pytest.mark.parametrize(("typed", "text"), NUMBERS)
def test_every_dash_is_a_dash_and_grouping_is_none(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.shows("UX-14")
@pytest.mark.parametrize(("typed", "text"), FORMS)
def test_a_legal_form_may_be_written_in_short(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [("三共", "第一三共株式会社"), ("一郎", "佐藤 一郎"), ("京都", "東京都"), ("ビル", "新宿ビル")],
)
def test_a_number_in_a_name_stays_in_it(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"), [("ビール", "新宿ビル"), ("13条", "第23条"), ("契約", "約契"), ("1234", "12-34")]
)
def test_what_is_different_stays_different(typed: str, text: str) -> None:
    assert not finds(typed, text)


@pytest.mark.shows("SR-04")
@pytest.mark.parametrize(
    "name",
    ["(株)山田商事", "㈱山田商事", "株式会社 山田商事", "山田商事", "山田商事（株）", "有限会社山田商事"],
)
def test_a_company_is_known_without_its_legal_form(name: str) -> None:
    assert company_key(name) == "山田商事"


@pytest.mark.parametrize("name", ["ABC Co., Ltd.", "ABC, Inc.", "Ａ・Ｂ・Ｃ株式会社", "A.B.C. K.K."])
def test_western_forms_and_punctuation_are_left_out_too(name: str) -> None:
    assert company_key(name) == "abc"
    assert counterparty_words(name).groups


@pytest.mark.shows("SR-16")
def test_a_space_is_and_a_dash_excludes_and_a_bar_means_either() -> None:
    assert words_from("変更　特約").groups == (("変更",), ("特約",))
    assert words_from("変更 特約").groups == words_from("変更  特約 ").groups
    assert words_from("特約 －更新").excluded == ("更新",)
    assert words_from("特約 | 合意書 変更").groups == (("特約", "合意書"), ("変更",))
    assert words_from("特約 OR 合意書").groups == (("特約", "合意書"),)
    assert words_from('"ABC DEF"').groups == (("abc def",),)
    assert words_from("B-12").groups == (("b-12",),)


@pytest.mark.shows("SR-24")
@given(
    st.text(alphabet=st.characters(), max_size=60)
    | st.text(alphabet="\"*():-%_'|\\\x00㈱ー・ -OR", max_size=60)
)
def test_nothing_typed_is_an_error(typed: str) -> None:
    words = words_from(typed)
    assert all(term for group in (*words.groups, words.excluded) for term in group)
    counterparty_words(typed)


@pytest.mark.shows("T37")
def test_a_huge_query_is_cut_and_read_at_once() -> None:
    began = time.process_time()
    for huge in ("契約 " * 100_000, "ﷺ" * 10_000, '"' * 10_000, "-" * 10_000, "(株)" * 10_000):
        words = words_from(huge)
        assert len(words.groups) + len(words.excluded) <= 20
        searchable(huge)
        tokens_for("".join(term for group in words.groups for term in group))
    assert time.process_time() - began < 5


@pytest.mark.shows("SR-15")
@given(st.text(alphabet="契約書AB1-(・ー 髙\n", max_size=30), st.data())
def test_the_tokens_of_a_text_hold_those_of_every_part_of_it(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    part = text[begin : data.draw(st.integers(begin, len(text)))]
    tokens = tokens_for(part)
    held = tokens_of(text)
    if len(tokens) == 1 and len(tokens[0]) == 1:
        assert any(token.startswith(tokens[0]) for token in held)
    else:
        assert set(tokens) <= set(held)
