from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from adapters.confinement import Answer, Limits, run_confined

_PICTURES = "adapters.pictures.confined:draw"
_SIZES = "adapters.pictures.confined:measure"
WARMING = "adapters.pictures.confined"
"""For whoever keeps a standby that draws pages."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """PDF points of the page as displayed: CropBox within MediaBox, /Rotate applied, UserUnit not."""

    width: float
    height: float


class NoSuchPage(Exception):
    """`page` is 0-based and not below `page_count`."""

    def __init__(self, page: int, page_count: int) -> None:
        super().__init__(page, page_count)
        self.page = page
        self.page_count = page_count


def page_picture(pdf: bytes, page: int, width: int = 1000) -> bytes:
    """Return the PNG of a 0-based page, `width` pixels wide unless its area would exceed 16 megapixels.

    Filled fields and annotations are drawn. Raises NoSuchPage or ConfinedTaskFailed.
    """
    return page_pictures(pdf, (page,), width)[0]


def page_pictures(
    pdf: bytes, pages: Sequence[int], width: int = 1000, limits: Limits | None = None
) -> tuple[bytes, ...]:
    """Return the PNGs of several 0-based pages from one child; see page_picture."""
    answer = run_confined(_PICTURES, {"pages": list(pages), "width": width}, pdf, limits)
    if "no_such_page" in answer.facts:
        raise NoSuchPage(_whole(answer, "no_such_page"), _whole(answer, "page_count"))
    return _cut(answer)


def page_sizes(pdf: bytes, limits: Limits | None = None) -> tuple[PageSize, ...]:
    """Return the size of every page; raises ConfinedTaskFailed."""
    sizes = cast("list[list[float]]", run_confined(_SIZES, {}, pdf, limits).facts["sizes"])
    return tuple(PageSize(width, height) for width, height in sizes)


def _whole(answer: Answer, name: str) -> int:
    return int(cast("int", answer.facts[name]))


def _cut(answer: Answer) -> tuple[bytes, ...]:
    pictures, start = [], 0
    for length in cast("list[int]", answer.facts["lengths"]):
        pictures.append(answer.body[start : start + length])
        start += length
    return tuple(pictures)
