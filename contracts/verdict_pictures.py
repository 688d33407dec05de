"""Which pages of which revision are shown beside a verdict: few, and first those that somebody changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.verdict import Findings
from contracts.verdict_details import RevisionFinding

MOST_PAGES = 4
MOST_CHANGED = 6
MOST_OF_ONE_REVISION = 2


@dataclass(frozen=True, slots=True)
class PageAt:
    """A page, from 1, as it looked when the file was `length` octets long."""

    length: int
    page: int


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """The same page before and after revision `number`."""

    number: int
    before: PageAt
    after: PageAt


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """`signed` is the document under the last signature; `changed` is in the order of the file."""

    signed: tuple[PageAt, ...] = ()
    changed: tuple[ChangedPage, ...] = ()

    @property
    def pages(self) -> tuple[PageAt, ...]:
        """Everything to be drawn, the most telling first, each once."""
        pairs = (one for changed in self.changed for one in (changed.before, changed.after))
        return tuple(dict.fromkeys((*self.signed, *pairs)))


def picture_plan(findings: Findings) -> PicturePlan:
    """Nothing is shown of a file without signatures, or whose revisions could not be told apart."""
    signed = [one for one in findings.revisions if one.field]
    if not signed:
        return PicturePlan()
    pages = _pages(findings)
    return PicturePlan(tuple(PageAt(signed[-1].length, page) for page in pages), tuple(_changed(findings)))


def _pages(findings: Findings) -> list[int]:
    """Return the first page, then what signatures changed, then what follows; in reading order."""
    touched = [page for one in findings.revisions if one.field for page in one.pages[:MOST_OF_ONE_REVISION]]
    wanted = dict.fromkeys([1, *touched, *range(2, findings.page_count + 1)])
    return sorted([page for page in wanted if page <= findings.page_count][:MOST_PAGES])


def _changed(findings: Findings) -> Iterator[ChangedPage]:
    """Unusual changes come before what parties filled in when not all can be shown."""
    numbered = list(zip(findings.revisions, findings.revisions[1:], strict=False))
    ranked = sorted(numbered, key=lambda pair: (not _is_suspect(pair[1]), pair[1].number))
    found = [one for before, after in ranked for one in _pairs(before, after)]
    yield from sorted(found[:MOST_CHANGED], key=lambda one: (one.number, one.after.page))


def _is_suspect(revision: RevisionFinding) -> bool:
    return bool(revision.unusual) or not revision.field


def _pairs(before: RevisionFinding, after: RevisionFinding) -> Iterator[ChangedPage]:
    for page in after.pages[:MOST_OF_ONE_REVISION]:
        yield ChangedPage(after.number, PageAt(before.length, page), PageAt(after.length, page))
