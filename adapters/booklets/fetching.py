"""The only addresses that a booklet may name: our own two fonts."""

from types import MappingProxyType

from weasyprint.urls import URLFetcher, URLFetcherResponse

from adapters.fonts import FontName, font

FONTS: MappingProxyType[str, FontName] = MappingProxyType(
    {"warifu-font:regular": "sans", "warifu-font:bold": "sans-bold"}
)


class FetchRefused(Exception):
    """The page asked for something that is not one of our fonts."""


class OnlyOurFonts(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Has no handler for any protocol at all: everything but a known font raises (T31)."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=frozenset(), allow_redirects=False)
        self.handlers.clear()

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        name = FONTS.get(url)
        if name is None or headers:
            raise FetchRefused(url)
        return URLFetcherResponse(url, font(name).read_bytes(), {"Content-Type": "font/ttf"})
