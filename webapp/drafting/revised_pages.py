"""What a new version does to the boxes: pages that came, went or changed size, and boxes that do not fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.boxes import MM_PER_POINT, BoxKind, Pages, Size, fits
from contracts.signing import FileIdentity
from database.contract import Contract
from database.document import DocumentVersion
from database.dossiers import identity_of
from database.envelope import names_of
from database.queries.downloads import version_of_round
from database.queries.draft_parties import parties_of
from database.queries.placed_versions import box_at, places_between
from database.spots import Spot, spots_of
from webapp.parts import parts
from webapp.pdf_answer import measured
from webapp.texts.boxes import KINDS, called

ALIKE_MM = 0.5


@dataclass(frozen=True, slots=True)
class RevisedPages:
    """`changes` tell of pages, `misplaced` of boxes that their page does not hold."""

    changes: tuple[str, ...]
    misplaced: tuple[str, ...]

    @property
    def needs_look(self) -> bool:
        return bool(self.changes or self.misplaced)


def pages_in_mm(files: Sequence[FileIdentity]) -> tuple[tuple[Size, ...], ...]:
    """Return the pages of each document as displayed; raises ConfinedTaskFailed."""
    return tuple(
        tuple(Size(one.width * MM_PER_POINT, one.height * MM_PER_POINT) for one in each)
        for each in (measured(parts().files, file) for file in files)
    )


def pages_of_version(contract: Contract, version: DocumentVersion) -> Pages:
    return pages_in_mm([identity_of(contract, one.working) for one in version.documents])


def revised_pages(session: Session, contract: Contract, version: DocumentVersion) -> RevisedPages:
    """Compare with the round that runs; nothing is told where nothing was ever placed."""
    before = version_of_round(session, contract)
    if before is None or not any(one.page for one in spots_of(session, before)):
        return RevisedPages((), ())
    spots, pages = spots_of(session, version), pages_of_version(contract, version)
    return RevisedPages(
        (*_changes(contract, before, version, pages), *_gone(contract, before, version)),
        tuple(_misplaced(session, contract, spots, pages)),
    )


def _changes(
    contract: Contract, before: DocumentVersion, version: DocumentVersion, pages: Pages
) -> Iterator[str]:
    were, names = pages_of_version(contract, before), names_of(contract, version)
    for old, new in places_between(before, version).items():
        sheets, then, name = pages[new - 1], were[old - 1], names[new - 1]
        if len(sheets) != len(then):
            facts = {"name": name, "before": len(then), "now": len(sheets)}
            yield _("「%(name)s」は、%(before)sページから%(now)sページになりました。", **facts)
        turned = [str(at) for at, (a, b) in enumerate(zip(then, sheets, strict=False), 1) if not _alike(a, b)]
        if turned:
            yield _(
                "「%(name)s」の%(pages)sページは、大きさか向きが変わりました。",
                name=name,
                pages=_("、").join(turned),
            )


def _gone(contract: Contract, before: DocumentVersion, version: DocumentVersion) -> Iterator[str]:
    kept, placed = places_between(before, version), names_of(contract, before)
    for place, name in enumerate(placed, 1):
        if place not in kept:
            yield _("「%(name)s」がなくなったため、そこに置いた署名ボックスは外れました。", name=name)


def _misplaced(session: Session, contract: Contract, spots: Sequence[Spot], pages: Pages) -> Iterator[str]:
    names = {party.public_id: called(party) for party in parties_of(session, contract)}
    for one in spots:
        if one.page and not fits(box_at(one, pages, "", required=True), pages):
            facts = {"party": names.get(one.party, ""), "kind": KINDS[BoxKind(one.kind)], "n": one.page}
            yield _("%(party)sの%(kind)s（%(n)sページ）が、新しいページに収まりません。", **facts)


def _alike(one: Size, other: Size) -> bool:
    return abs(one.width - other.width) < ALIKE_MM and abs(one.height - other.height) < ALIKE_MM
