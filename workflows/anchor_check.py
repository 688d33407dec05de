"""The anchors against each other: files outside the database, its rows, tokens, their order, the logs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.anchors import AnchorFolder, TokenSays, token_says
from contracts.anchoring import Anchor, NotAnAnchor
from contracts.log_faults import Area, Fault, Wrong
from database.anchors import LogAnchor
from database.queries.anchors import anchor_of, serials_told

Progress = Callable[[int], object]


@dataclass(slots=True)
class AnchorCheck:
    """`count` anchors may be believed, the newest of them is `last`; nothing else of them is kept in memory.

    `known` are the digests that they attest, by organisation and row; where two contradict, the first counts.
    """

    count: int = 0
    last: Anchor | None = None
    known: dict[str, dict[int, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def believe(self, anchor: Anchor) -> None:
        self.count, self.last = self.count + 1, anchor
        for head in anchor.heads:
            self.known.setdefault(head.organization, {}).setdefault(head.sequence, head.digest)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the anchor of a number stands; None where it does not, or cannot be read."""

    number: int
    row: Anchor | None
    file: Anchor | None
    copy: Anchor | None


def checked_anchors(
    session: Session,
    folder: AnchorFolder,
    roots: Sequence[bytes],
    progress: Progress,
    copy: AnchorFolder | None = None,
) -> AnchorCheck:
    """Hold row, file and copy against each other, and each anchor against the one before it and the logs.

    Tokens are validated anew. The files are listed before the rows are read: a file is written before its
    row, so an anchor made meanwhile lacks nothing.
    """
    listed = {*folder.numbers(), *(copy.numbers() if copy else ())}
    rows = set(session.scalars(select(LogAnchor.number)))
    told = serials_told(session)
    found = AnchorCheck()
    for count, number in enumerate(sorted(listed | rows), 1):
        places = _places(session, number, folder, copy)
        _one(places, (folder, copy), roots, told.get(number, frozenset()), found)
        progress(count)
    found.faults += _gone(max(listed | rows, default=0), told)
    return found


def _places(session: Session, number: int, folder: AnchorFolder, copy: AnchorFolder | None) -> _Places:
    row = session.get(LogAnchor, number)
    anchor = anchor_of(session, row) if row else None
    if row is not None:
        session.expunge(row)
    return _Places(number, anchor, _file(number, folder), _file(number, copy) if copy else None)


def _one(
    places: _Places,
    folders: tuple[AnchorFolder, AnchorFolder | None],
    roots: Sequence[bytes],
    told: frozenset[str],
    found: AnchorCheck,
) -> None:
    says = {
        one: token_says(one.token, one.statement, roots, one.certificates)
        for one in dict.fromkeys((places.copy, places.file, places.row))
        if one is not None
    }
    believed = _believed(says)
    if places.row == places.file and places.row is not None and places.copy in {None, places.row}:
        wrong = _wrong_token(says[places.row])
        believed = None if wrong is Wrong.TOKEN_FALSE else places.row
        found.faults += [_fault(places.number, wrong, folders[0])] if wrong else []
    else:
        found.faults += _differences(places, believed, folders)
    if believed is None:
        return
    stamp = says[believed]
    if told and stamp is not None and stamp.serial not in told:
        found.faults.append(_fault(places.number, Wrong.EXCHANGED, folders[0]))
    found.faults += _unlinked(believed, found.last)
    found.believe(believed)


def _believed(says: Mapping[Anchor, TokenSays | None]) -> Anchor | None:
    """Of several under a trusted timestamp the oldest is the true one: a forger's was stamped later."""
    trusted = [
        (stamp.at, at) for at, stamp in enumerate(says.values()) if stamp and _wrong_token(stamp) is None
    ]
    return list(says)[min(trusted)[1]] if trusted else None


def _differences(
    places: _Places, believed: Anchor | None, folders: tuple[AnchorFolder, AnchorFolder | None]
) -> Iterator[Fault]:
    folder, copy = folders
    if places.file is None and not folder.has(places.number):
        yield _fault(places.number, Wrong.FILE_MISSING, folder)
    elif places.file is None or places.file != believed:
        yield _fault(places.number, Wrong.FILE_CHANGED, folder)
    if believed is not None and places.row != believed:
        yield _fault(places.number, Wrong.ROW_CHANGED if places.row else Wrong.ROW_MISSING, folder)
    if copy is not None and copy.has(places.number) and places.copy != believed:
        yield _fault(places.number, Wrong.FILE_CHANGED, copy)


def _gone(last: int, told: Mapping[int, frozenset[str]]) -> Iterator[Fault]:
    """Anchors that the logs tell of, later than any that there still is."""
    newest = max(told, default=0)
    if newest > last:
        yield Fault(Area.ANCHOR, Wrong.ANCHOR_GONE, sequence=last + 1, through=newest)


def _unlinked(anchor: Anchor, before: Anchor | None) -> Iterator[Fault]:
    """An anchor names the one before it; where that is gone from both places, it is missing."""
    is_next = before is not None and before.number == anchor.number - 1
    expected = before.fingerprint if before is not None and is_next else ""
    if anchor.previous != expected:
        yield Fault(Area.ANCHOR, Wrong.NOT_LINKED, sequence=anchor.number, through=anchor.number)


def _wrong_token(says: TokenSays | None) -> Wrong | None:
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
