"""What each revision changed, found by the objects it wrote; pyHanko's own judgement stands beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyhanko.pdf_utils.reader import PdfFileReader

from adapters.verification.comparing import Step
from adapters.verification.structure import Structure, TooMuchToCompare, structure_of
from contracts.verdict_details import Change, RevisionFinding

MOST_COMPARED = 64
MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature's place: `revision` counts cross-reference sections from 0, `length` is where it ends."""

    field: str
    revision: int
    length: int


def changes_of(reader: PdfFileReader, signed: Sequence[Signed], size: int) -> tuple[RevisionFinding, ...]:
    """Compare each signature's revision with the one before, and the end of the file with the last.

    Raises TooMuchToCompare, and what pyHanko raises on hostile files.
    """
    last = reader.xrefs.total_revisions - 1
    ends = [one for one in signed if one.revision >= 0]
    if ends and (ends[-1].revision < last or ends[-1].length < size):
        ends.append(Signed("", last, size))
    if len(ends) > MOST_COMPARED:
        raise TooMuchToCompare
    if len(ends) == 1:
        return (RevisionFinding(1, ends[0].field, ends[0].length),)
    return tuple(_compared(reader, ends))


def _compared(reader: PdfFileReader, ends: Sequence[Signed]) -> Iterator[RevisionFinding]:
    before: Structure | None = None
    earlier = -1
    for number, end in enumerate(ends, start=1):
        after = structure_of(reader.get_historical_resolver(end.revision))
        if before is None:
            yield RevisionFinding(number, end.field, end.length)
        else:
            yield _finding(number, end, Step(reader, before, after, range(earlier + 1, end.revision + 1)))
        before, earlier = after, end.revision


def _finding(number: int, end: Signed, step: Step) -> RevisionFinding:
    found = step.changes()
    changes = tuple(change for change in Change if change in found)
    return RevisionFinding(
        number, end.field, end.length, changes, tuple(step.filled[:MOST_NAMED]), step.touched_pages()
    )
