"""The index's part in a search; where it cannot be used, every row is looked at instead."""

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select, union_all

from search.bigram_index.reading import IndexReader
from search.body_pairs import in_either, said_by_pairs
from search.candidates import Groups, Narrowed
from search.columns import Columns, contains
from search.unusable import IndexUnusable

LOG = logging.getLogger("warifu.search")
MOST_LISTED = 4000
"""Ids in one statement, of all its words; the rarest words come first."""


class IndexedPairs:
    def __init__(self, folder: Path) -> None:
        self._reader = IndexReader(folder)
        self._is_failing = False

    def narrowed(self, groups: Groups, columns: Columns) -> Narrowed:
        """What has changed since it was indexed is always a candidate: people find what they just wrote."""
        found = self._ids(groups)
        if columns.bodies is not None:
            return _each(groups, found, columns)
        bounded = [ids for ids in found if ids is not None]
        if not bounded:
            return Narrowed((), groups)
        return Narrowed((_listed(set.intersection(*bounded), columns),), groups)

    def holds(self, terms: Sequence[str], columns: Columns) -> ColumnElement[bool]:
        return or_(*(contains(columns.text, term) for term in terms), *said_by_pairs(columns, terms))

    def _ids(self, groups: Groups) -> Sequence[set[int] | None]:
        """Return for each group which contracts it may be in by their facts, None for too many."""
        try:
            found = [self._reader.holding(group) for group in groups]
        except IndexUnusable as reason:
            self._fail(str(reason))
            return [None] * len(groups)
        except Exception as fault:  # noqa: BLE001 -- broken files make Whoosh raise anything
            self._fail(f"the index is broken ({type(fault).__name__})")
            return [None] * len(groups)
        self._is_failing = False
        return found

    def _fail(self, reason: str) -> None:
        if not self._is_failing:
            LOG.warning("searching without the index: %s", reason)
        self._is_failing = True


def _each(groups: Groups, found: Sequence[set[int] | None], columns: Columns) -> Narrowed:
    """Each group is in the facts or in the documents, and proved by itself."""
    bounded = [(ids, group) for ids, group in zip(found, groups, strict=True) if ids is not None]
    conditions, unproved = [], [group for ids, group in zip(found, groups, strict=True) if ids is None]
    room = MOST_LISTED
    for ids, group in sorted(bounded, key=lambda one: len(one[0])):
        if len(ids) > room:
            unproved.append(group)
            continue
        room -= len(ids)
        conditions.append(_in_either(ids, group, columns))
    return Narrowed(conditions, unproved)


def _in_either(ids: Iterable[int], group: Sequence[str], columns: Columns) -> ColumnElement[bool]:
    holds = or_(*(contains(columns.text, term) for term in group))
    return in_either(columns, select(columns.id).where(_listed(ids, columns), holds).correlate(None), group)


def _listed(ids: Iterable[int], columns: Columns) -> ColumnElement[bool]:
    listed: BindParameter[list[int]] = bindparam(None, sorted(ids), expanding=True, literal_execute=True)
    named: Select[int] = select(columns.id).where(columns.id.in_(listed)).correlate(None)
    waiting = select(columns.id).where(columns.indexed_rev < columns.rev).correlate(None)
    return columns.id.in_(union_all(waiting, named))  # an OR of the two would look at every row on SQLite
