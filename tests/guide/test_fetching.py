"""A booklet fetches nothing but our two fonts (T31)."""

import pytest

from adapters.booklets.fetching import FetchRefused, OnlyOurFonts


@pytest.mark.shows("T31")
@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "data:text/plain,x",
        "ftp://127.0.0.1/",
        "warifu-font:serif",
        "warifu-font:regular?x",
        "WARIFU-FONT:regular",
    ],
)
def test_the_fetcher_knows_two_addresses_and_refuses_every_other(url: str) -> None:
    fetcher = OnlyOurFonts()
    for ask in (fetcher, fetcher.fetch, fetcher.open):
        with pytest.raises(FetchRefused):
            ask(url)
