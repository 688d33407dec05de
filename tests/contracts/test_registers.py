"""法人番号, インボイス登録番号, addresses and designations."""

import pytest

from contracts.corporate_number import corporate_number_from, invoice_number_from
from contracts.designations import DESIGNATIONS, doubled, next_designation
from contracts.phone import mobile_from, shown_mobile
from contracts.postal_address import (
    PREFECTURES,
    PostalAddress,
    address_lines_from,
    postal_code_from,
    printed_postal_code,
)


@pytest.mark.shows("UX-09")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("7000012050002", "7000012050002"),
        ("8040001079502", "8040001079502"),
        ("2010401059681", "2010401059681"),
        ("4011001098993", "4011001098993"),
        ("７０００−０１２０−５０００２", "7000012050002"),
        (" 7 0000-1205-0002 ", "7000012050002"),
        ("", ""),
    ],
)
def test_a_corporate_number_is_kept_as_its_thirteen_digits(typed: str, kept: str) -> None:
    assert corporate_number_from(typed) == kept


@pytest.mark.shows("UX-09")
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7000012050003", "corporate_number_wrong"),
        ("7000021050002", "corporate_number_wrong"),
        ("700001205000", "corporate_number_unreadable"),
        ("T7000012050002", "corporate_number_unreadable"),
        ("七〇〇〇〇一二〇五〇〇〇二", "corporate_number_unreadable"),
    ],
)
def test_a_corporate_number_with_a_wrong_digit_is_refused(typed: str, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        corporate_number_from(typed)


@pytest.mark.shows("UX-10")
def test_an_invoice_number_is_t_and_thirteen_digits() -> None:
    for typed in ("T7000012050002", "Ｔ７０００－０１２０－５０００２", "t7000012050002"):
        assert invoice_number_from(typed) == "T7000012050002"
    assert invoice_number_from(" ") == ""
    for typed in ("7000012050002", "T700001205000", "TT7000012050002", "登録番号"):
        with pytest.raises(ValueError, match="invoice_number_unreadable"):
            invoice_number_from(typed)


@pytest.mark.shows("UX-11")
def test_a_number_is_kept_as_digits_and_shown_with_hyphens() -> None:
    for typed in ("09012345678", "090-1234-5678", "０９０ー１２３４ー５６７８", "+81 90 1234 5678"):
        assert shown_mobile(mobile_from(typed)) == "090-1234-5678"
    assert shown_mobile("") == ""


@pytest.mark.shows("UX-12")
def test_a_postal_code_is_seven_digits_however_it_is_typed() -> None:
    for typed in ("100-0001", "〒１００－０００１", "1000001"):
        assert printed_postal_code(postal_code_from(typed)) == "〒100-0001"
    assert postal_code_from("") == ""
    for typed in ("100-001", "千代田区", "100-00012"):
        with pytest.raises(ValueError, match="postal_code_unreadable"):
            postal_code_from(typed)


@pytest.mark.shows("UX-12")
def test_the_lines_of_an_address_stay_as_they_are_typed() -> None:
    assert len(set(PREFECTURES)) == 47
    lines = address_lines_from("  千代田区千代田１丁目1番地−1\r\n\r\n江戸ビル３階ー303 ")
    assert lines == "千代田区千代田１丁目1番地−1\n江戸ビル３階ー303"
    written = PostalAddress("1000001", "東京都", lines).written
    assert written == "〒100-0001　東京都千代田区千代田１丁目1番地−1　江戸ビル３階ー303"
    assert PostalAddress().written == ""


@pytest.mark.shows("UX-15")
def test_the_parties_of_a_document_are_called_by_the_ten_stems_and_none_twice() -> None:
    assert "".join(DESIGNATIONS[:4]) == "甲乙丙丁"
    assert next_designation(frozenset({"甲", "丙"})) == "乙"
    assert next_designation(frozenset(DESIGNATIONS)) == ""
    assert doubled(("甲", "", "乙", "甲", "")) == {"甲"}
