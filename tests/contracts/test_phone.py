import pytest

from contracts.phone import mobile_from, printed_phone


@pytest.mark.shows("IM-33")
@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("09012345678", "09012345678"),
        ("090-1234-5678", "09012345678"),
        ("０７０－１２３４－５６７８", "07012345678"),
        ("080ー1234ー5678", "08012345678"),
        ("060 1234 5678", "06012345678"),
        ("+81 90-1234-5678", "09012345678"),
        ("+81(0)90 1234 5678", "09012345678"),
        ("  ", ""),
    ],
)
def test_a_mobile_number_is_kept_as_digits_however_it_is_typed(typed: str, digits: str) -> None:
    assert mobile_from(typed) == digits


@pytest.mark.shows("IM-33")
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("050-1234-5678", "phone_not_mobile"),
        ("03-1234-5678", "phone_not_mobile"),
        ("0901234567", "phone_not_mobile"),
        ("0120-444-444", "phone_not_mobile"),
        ("090123456789", "phone_unreadable"),
        ("090-1234", "phone_unreadable"),
        ("携帯", "phone_unreadable"),
        ("+1 212 555 0100", "phone_unreadable"),
    ],
)
def test_a_number_that_takes_no_sms_in_japan_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        mobile_from(typed)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("０３（１２３４）５６７８", "03-1234-5678"), ("090 1234 5678", "090-1234-5678"), ("", "")],
)
def test_any_number_is_printed_with_hyphens(typed: str, printed: str) -> None:
    assert printed_phone(typed) == printed


def test_words_are_no_number_to_print() -> None:
    with pytest.raises(ValueError, match="phone_unreadable"):
        printed_phone("代表電話")
