"""Walking a hash chain from its first row, and naming the first row that is not what it was (T73)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

REMEMBERED = 10_000
"""Rows, the last of which a moved row may have followed from."""


class Broken(StrEnum):
    MISSING = "missing"
    """There is no row of this number, and later ones are there."""
    CHANGED = "changed"
    """The row is not what its own digest was made of."""
    INSERTED = "inserted"
    """The row after it follows from a row before it, with the number that it had then."""
    REPLACED = "replaced"
    """The row hangs together with its own digest, but its neighbours know another one."""
    REWRITTEN = "rewritten"
    """All rows hang together, but not with what was anchored; the first such row may be earlier."""
    CUT = "cut"
    """The chain ended further on when it was anchored."""


@dataclass(frozen=True, slots=True)
class Link:
    """A row of a chain: `digest` as it is kept, `made` as it is computed anew from the row.

    `made_as` computes it for another sequence: a row that was moved still has the digest of its own.
    """

    sequence: int
    previous: str
    digest: str
    made: str
    made_as: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Break:
    """`sequence` is the first row at fault; the fault may lie as far on as row `through`."""

    kind: Broken
    sequence: int
    through: int


class Walk:
    """Hand it each row in order with `see`, then ask `end`; the first break found is the answer.

    `known` are digests that are attested outside the chain, by sequence: from anchors, or a kept head. A walk
    may begin after rows that were walked before: `last` is the last of them, `before` the digest before it.
    """

    def __init__(self, known: Mapping[int, str], last: Link | None = None, before: str = "") -> None:
        self._known = known
        self._last = last
        self._places = {before: last.sequence - 1, last.digest: last.sequence} if last else {}
        self._doubt: Link | None = None
        self._attested = last.sequence if last else 0
        self._differs = False

    @property
    def reached(self) -> int:
        return self._last.sequence if self._last else 0

    def see(self, row: Link) -> Break | None:
        """Return what this row shows to be at fault, or None so far."""
        if self._doubt is not None:
            return self._decided(self._doubt, row.previous)
        if self._differs:
            return self._unlike_known(row.previous)
        return self._gap(row) or self._fault(row) or self._accept(row)

    def end(self) -> Break | None:
        """Return what is at fault when there are no more rows."""
        if self._doubt is not None:
            return self._decided(self._doubt, "")
        if self._differs:
            return self._unlike_known("")
        beyond = max(self._known, default=0)
        return Break(Broken.CUT, self.reached + 1, beyond) if beyond > self.reached else None

    def _gap(self, row: Link) -> Break | None:
        expected = self.reached + 1
        if row.sequence == expected:
            return None
        if row.sequence < expected:
            return _at(Broken.INSERTED, row.sequence)
        return Break(Broken.MISSING, expected, max(expected, row.sequence - 1))

    def _fault(self, row: Link) -> Break | None:
        last = self._last.digest if self._last else ""
        if row.previous == last:
            return None if row.made == row.digest else _at(Broken.CHANGED, row.sequence)
        place = self._places.get(row.previous, self.reached)
        if self._attested <= place < self.reached and row.made_as(place + 1) == row.digest:
            return Break(Broken.INSERTED, place + 1, self.reached)
        if row.made != row.digest or self._last is None:
            return _at(Broken.CHANGED, row.sequence)
        self._doubt = row
        return None

    def _accept(self, row: Link) -> Break | None:
        if self._doubt is not None:
            return None  # the next row decides
        self._last = row
        self._places[row.digest] = row.sequence
        if len(self._places) > REMEMBERED:
            del self._places[next(iter(self._places))]
        known = self._known.get(row.sequence)
        self._differs = known not in {None, row.digest}
        if known == row.digest:
            self._attested = row.sequence
        return None

    def _unlike_known(self, next_previous: str) -> Break:
        """Where the next row still knows the attested digest, this one row was exchanged; else all may be."""
        if next_previous == self._known[self.reached]:
            return _at(Broken.REPLACED, self.reached)
        return Break(Broken.REWRITTEN, self._attested + 1, self.reached)

    def _decided(self, doubted: Link, next_previous: str) -> Break:
        """Of two rows that contradict each other, the one that others attest is the true one."""
        is_attested = doubted.digest in {next_previous, self._known.get(doubted.sequence)}
        last_is_known = self._known.get(self.reached) is not None
        is_last_false = is_attested or not (last_is_known or next_previous)
        return _at(Broken.REPLACED, self.reached if is_last_false else doubted.sequence)


def _at(kind: Broken, sequence: int) -> Break:
    return Break(kind, sequence, sequence)
