"""Pictures inside the answer itself: the file is not kept, so there is no address to fetch them from."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from contracts.verdict import Findings
from contracts.verdict_pictures import PageAt, PicturePlan
from webapp.texts.verdict_changes import changes_told


@dataclass(frozen=True, slots=True)
class PageShown:
    page: int
    source: str


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """The same page before and after revision `number`; `before` is empty where the page is new.

    `is_suspect` marks what signing does not need; `is_after_all` what follows the last signature.
    """

    number: int
    page: int
    before: str
    after: str
    told: tuple[str, ...]
    is_suspect: bool
    is_after_all: bool


def pages_shown(plan: PicturePlan, pictures: Mapping[PageAt, bytes]) -> list[PageShown]:
    return [PageShown(one.page, _source(pictures[one])) for one in plan.signed if one in pictures]


def changes_shown(
    findings: Findings, plan: PicturePlan, pictures: Mapping[PageAt, bytes]
) -> list[ChangeShown]:
    """Return the pages that do look different; a revision may touch a page and change nothing to be seen."""
    return list(_changes(findings, plan, pictures))


def _changes(
    findings: Findings, plan: PicturePlan, pictures: Mapping[PageAt, bytes]
) -> Iterator[ChangeShown]:
    revisions = {one.number: one for one in findings.revisions}
    for one in plan.changed:
        before, after = pictures.get(one.before, b""), pictures.get(one.after, b"")
        if not after or before == after:
            continue
        revision = revisions[one.number]
        yield ChangeShown(
            one.number,
            one.after.page,
            _source(before) if before else "",
            _source(after),
            tuple(changes_told(revision)),
            is_suspect=bool(revision.unusual) or not revision.field,
            is_after_all=not revision.field,
        )


def _source(picture: bytes) -> str:
    return f"data:image/webp;base64,{b64encode(picture).decode('ascii')}"
