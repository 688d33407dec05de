"""The text of documents as it is searched: folded page by page (domain.md E.1, E.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.finding.bigrams import tokens_of
from contracts.finding.folding import folded
from contracts.finding.numerals import in_digits

MOST_CHARACTERS = 1_000_000
MOST_TOKENS = 120_000
"""A tsvector holds less than a mebibyte, and a pair has up to eight bytes; no contract has a tenth of it."""
SAFE_CHARACTERS = 50_000


@dataclass(frozen=True, slots=True)
class FoldedPages:
    """`text` has one line a page, `begins` where each begins in it; `is_cut`: words are missing."""

    text: str
    begins: tuple[int, ...]
    is_cut: bool


def folded_page(text: str) -> str:
    """Return the page as one line: lines are joined, and 漢数字 stand as digits, as in what is asked."""
    return in_digits(folded(text))


def folded_pages(pages: Sequence[str]) -> FoldedPages:
    """Fold what the documents say; beyond a million characters nothing is kept."""
    found = _joined([folded_page(page) for page in pages], MOST_CHARACTERS)
    if len(tokens_of(found.text)) > MOST_TOKENS:
        return _joined([folded_page(page) for page in pages], SAFE_CHARACTERS)
    return found


def _joined(lines: Sequence[str], most: int) -> FoldedPages:
    begins, kept, at = [], [], 0
    for line in lines:
        begins.append(at)
        kept.append(line[: max(most - at, 0)])
        at += len(kept[-1]) + 1
    is_cut = sum(map(len, kept)) < sum(map(len, lines))
    return FoldedPages("\n".join(kept), tuple(begins), is_cut)
