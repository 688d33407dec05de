"""The index's part in a search; where it cannot be used, every row is looked at instead."""

import logging
from pathlib import Path

from sqlalchemy import BindParameter, ColumnElement, bindparam, select, union_all

from search.bigram_index.reading import IndexReader
from search.candidates import Groups
from search.columns import Columns
from search.unusable import IndexUnusable

LOG = logging.getLogger("warifu.search")


class IndexedPairs:
    def __init__(self, folder: Path) -> None:
        self._reader = IndexReader(folder)
        self._is_failing = False

    def clause(self, groups: Groups, columns: Columns) -> ColumnElement[bool] | None:
        """What has changed since it was indexed is always a candidate: people find what they just wrote."""
        ids = self._ids(groups, in_bodies=columns.bodies is not None)
        if ids is None:
            return None
        listed: BindParameter[list[int]] = bindparam(None, sorted(ids), expanding=True, literal_execute=True)
        named = select(columns.id).where(columns.id.in_(listed)).correlate(None)
        waiting = select(columns.id).where(columns.indexed_rev < columns.rev).correlate(None)
        return columns.id.in_(union_all(waiting, named))  # an OR of the two would look at every row on SQLite

    def _ids(self, groups: Groups, *, in_bodies: bool) -> set[int] | None:
        try:
            found = (self._reader.holding(group, in_bodies=in_bodies) for group in groups)
            bounded = [ids for ids in found if ids is not None]
        except IndexUnusable as reason:
            self._fail(str(reason))
            return None
        except Exception as fault:  # noqa: BLE001 -- broken files make Whoosh raise anything
            self._fail(f"the index is broken ({type(fault).__name__})")
            return None
        self._is_failing = False
        return set.intersection(*bounded) if bounded else None

    def _fail(self, reason: str) -> None:
        if not self._is_failing:
            LOG.warning("searching without the index: %s", reason)
        self._is_failing = True
