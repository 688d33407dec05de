import pytest

from contracts.mail_address import is_address, is_mail


@pytest.mark.parametrize(
    "typed", ["tanaka@example.co.jp", " tanaka@example.co.jp ", "a.b+c_d'e@sub-domain.example"]
)
def test_a_plain_address_is_a_mail_address_margins_or_not(typed: str) -> None:
    assert is_mail(typed)


@pytest.mark.shows("T34")
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tanaka@example.co.jp 田中",
        "tanaka@example.co.jp\nBcc: other@example.co.jp",
        "田中 <tanaka@example.co.jp>",
        "田中@example.co.jp",
        "tanaka@例え.jp",
        "ｔａｎａｋａ@example.co.jp",
        "tanaka@localhost",
        "tanaka@example..jp",
        "tanaka@example.co.jp, other@example.co.jp",
    ],
)
def test_what_mail_cannot_be_sent_to_outside_is_none(typed: str) -> None:
    assert not is_mail(typed)


def test_a_machine_of_ones_own_needs_no_dot_to_send_from() -> None:
    assert is_address("no-reply@localhost")
