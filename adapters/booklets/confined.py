"""Laying out with WeasyPrint; runs in the child only."""

from collections.abc import Mapping
from typing import cast

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

from adapters.booklets.fetching import OnlyOurFonts
from adapters.certificates.drawing import parts_of
from adapters.confinement import Answer

SCHEME = "picture:"


class OnlyOurPictures(OnlyOurFonts):
    """Knows our fonts and the pictures that came with the page; everything else raises (T31)."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__()
        self._pictures = pictures

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        picture = self._pictures.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if picture is None or headers:
            return super().fetch(url, headers)
        return URLFetcherResponse(url, picture, {"Content-Type": "image/png"})


def draw(question: Answer) -> Answer:
    html, style, *pictures = parts_of(question)
    names = cast("list[str]", question.facts["names"])
    fetcher, fonts = OnlyOurPictures(dict(zip(names, pictures, strict=True))), FontConfiguration()
    sheet = CSS(string=style.decode(), font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=html.decode(), base_url=None, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_tags=True)
    return Answer({}, pdf)
