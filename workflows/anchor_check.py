"""The anchors against each other: the files outside the database, its rows, their tokens and their order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.anchors import AnchorFolder, token_says
from contracts.anchoring import Anchor, NotAnAnchor
from contracts.log_faults import Area, Fault, Wrong
from database.anchors import LogAnchor
from database.queries.anchors import anchor_of

Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class AnchorCheck:
    """`sound` are the anchors that may be believed, by number."""

    sound: Mapping[int, Anchor]
    faults: Sequence[Fault]


def checked_anchors(
    session: Session, folder: AnchorFolder, roots: Sequence[bytes], progress: Progress
) -> AnchorCheck:
    """Hold every file against its row, and each against the one before it; tokens are validated anew."""
    rows = {row.number: row for row in session.scalars(select(LogAnchor).execution_options(yield_per=200))}
    sound: dict[int, Anchor] = {}
    faults: list[Fault] = []
    for count, number in enumerate(sorted({*rows, *folder.numbers()}), 1):
        row = anchor_of(session, rows[number]) if number in rows else None
        believed, found = _one(number, row, folder, roots)
        faults += found
        if believed is not None:
            faults += _unlinked(believed, sound.get(number - 1))
            sound[number] = believed
        progress(count)
    return AnchorCheck(sound, faults)


def _one(
    number: int, row: Anchor | None, folder: AnchorFolder, roots: Sequence[bytes]
) -> tuple[Anchor | None, list[Fault]]:
    file = _file(number, folder)
    if row == file and row is not None:
        wrong = _wrong_token(row, roots)
        is_believed = wrong is not Wrong.TOKEN_FALSE
        return (row if is_believed else None), [_fault(number, wrong, folder)] if wrong else []
    believed = next((one for one in (file, row) if one and _wrong_token(one, roots) is None), None)
    return believed, [_fault(number, _difference(number, row, file, believed, folder), folder)]


def _difference(
    number: int, row: Anchor | None, file: Anchor | None, believed: Anchor | None, folder: AnchorFolder
) -> Wrong:
    if file is None:
        return Wrong.FILE_CHANGED if number in folder.numbers() else Wrong.FILE_MISSING
    if row is None:
        return Wrong.ROW_MISSING if believed else Wrong.FILE_CHANGED
    return Wrong.ROW_CHANGED if believed == file else Wrong.FILE_CHANGED


def _unlinked(anchor: Anchor, before: Anchor | None) -> Iterator[Fault]:
    """An anchor names the one before it; where that is gone from both places, it is missing."""
    expected = before.fingerprint if before else ""
    if anchor.previous != expected:
        yield Fault(Area.ANCHOR, Wrong.NOT_LINKED, sequence=anchor.number, through=anchor.number)


def _wrong_token(anchor: Anchor, roots: Sequence[bytes]) -> Wrong | None:
    says = token_says(anchor.token, anchor.statement, roots, anchor.certificates)
    if says is None or not says.sound:
        return Wrong.TOKEN_FALSE
    return None if says.trusted else Wrong.TOKEN_UNTRUSTED


def _file(number: int, folder: AnchorFolder) -> Anchor | None:
    try:
        return folder.read(number)
    except NotAnAnchor:
        return None


def _fault(number: int, wrong: Wrong, folder: AnchorFolder) -> Fault:
    place = str(folder.path(number))
    return Fault(Area.ANCHOR, wrong, sequence=number, through=number, place=place)
