import pytest

from contracts.free_mail import is_free_mail
from contracts.mail_domains import domains_from


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.co.jp", "example.co.jp"),
        ("＠Example.co.jp、 @sample.jp\nexample.co.jp", "example.co.jp sample.jp"),
        ("", ""),
    ],
)
def test_domains_are_kept_once_each_however_they_are_typed(typed: str, kept: str) -> None:
    assert domains_from(typed) == kept


@pytest.mark.parametrize(
    "typed", ["example", "sato@example.co.jp", "-a.jp", " ".join(f"a{n}.jp" for n in range(21))]
)
def test_what_is_no_domain_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="domains_unreadable"):
        domains_from(typed)


def test_free_mail_is_known_by_its_domain_alone() -> None:
    assert is_free_mail("sato@Gmail.com")
    assert not is_free_mail("gmail.com@example.co.jp")
