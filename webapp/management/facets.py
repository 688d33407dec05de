"""内訳: what lies among the hits, each a link that narrows the list to it (domain.md E.3)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.tax_keys import Lacking
from database.queries.archive import ContractPage
from database.queries.facets import Facets, facets_of
from webapp.management.narrowing import Offered
from webapp.management.presets import spans_ahead
from webapp.management.seeking import UNFILED, Query, Sought
from webapp.texts.lives import life_label
from webapp.texts.stages import stage_label

MOST_LINES = 6
Label: TypeAlias = "str | LazyString"


@dataclass(frozen=True, slots=True)
class Line:
    """`count` is None where more hits are than are counted out; the query of a current one undoes it."""

    label: Label
    count: int | None
    query: Query
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    label: Label
    lines: Sequence[Line]


def facet_groups(
    session: Session, sought: Sought, page: ContractPage | None, known: Offered, today: date
) -> Sequence[Group]:
    """Return the groups in which there is something to choose."""
    if page is None or not page.found:
        return ()
    told = _Told(sought, facets_of(session, page.found), known, today, is_counted=not page.is_more)
    return [group for group in told.groups() if _is_worth_it(group)]


def _is_worth_it(group: Group) -> bool:
    """One line that every hit has in common narrows nothing; one that is chosen can be given up."""
    return len(group.lines) > 1 or any(line.is_current or group.label == LACKING for line in group.lines)


LACKING = _l("電帳法の検索項目")


class _Told:
    def __init__(
        self, sought: Sought, facets: Facets, known: Offered, today: date, *, is_counted: bool
    ) -> None:
        self._sought = sought
        self._facets = facets
        self._known = known
        self._today = today
        self._is_counted = is_counted

    def groups(self) -> Iterator[Group]:
        yield Group(_l("相手方"), self._companies())
        yield Group(_l("契約終了日"), self._ends())
        yield Group(_l("契約種別"), self._filed("type", self._facets.types))
        yield Group(_l("状態"), self._stages())
        yield Group(_l("契約期間"), self._lives())
        yield Group(_l("フォルダ"), self._folders())
        yield Group(_l("担当者"), self._filed("owner", self._facets.owners))
        yield Group(LACKING, self._lacking())

    def _companies(self) -> list[Line]:
        found = self._facets.companies[:MOST_LINES]
        return [self._line("company", one.name, one.name, one.count) for one in found]

    def _ends(self) -> list[Line]:
        lines = []
        for label, begin, end in spans_ahead(self._today):
            count = self._facets.ending(begin, end)
            is_now = self._sought.is_within("expires", begin, end)
            undone = self._sought.query(expires_from="", expires_to="")
            query = undone if is_now else self._sought.within("expires", begin, end)
            if count or is_now:
                lines.append(Line(label, self._counted(count), query, is_now))
        return lines

    def _filed(self, name: str, counts: Counter[int]) -> list[Line]:
        rows = {one.id: one for one in (self._known.types if name == "type" else self._known.people)}
        return [
            self._line(name, rows[id_].public_id, rows[id_].name, count)
            for id_, count in _most(counts)
            if id_ in rows
        ]

    def _folders(self) -> list[Line]:
        """Those alone that the person may look into; what is in a folder below counts there."""
        paths = {line.folder.id: line for line in self._known.folders}
        unfiled = self._facets.folders[0]
        lines = [self._line("folder", UNFILED, _("未整理"), unfiled)] if unfiled else []
        for id_, _count in _most(self._facets.folders):
            if id_ in paths:
                line = paths[id_]
                below = sum(
                    count
                    for other, count in self._facets.folders.items()
                    if other in paths and paths[other].path[: len(line.path)] == line.path
                )
                lines.append(self._line("folder", line.folder.public_id, line.label, below))
        return lines[:MOST_LINES]

    def _stages(self) -> list[Line]:
        return [
            self._line("stage", code, stage_label(code), count)
            for code, count in self._facets.stages.most_common(MOST_LINES)
        ]

    def _lives(self) -> list[Line]:
        return [
            self._line("life", code, life_label(code), count)
            for code, count in self._facets.lives.most_common()
        ]

    def _lacking(self) -> list[Line]:
        count = self._facets.lacking
        return [self._line("lacking", Lacking.TAX_KEY, _l("未入力あり"), count)] if count else []

    def _line(self, name: str, value: str, label: Label, count: int) -> Line:
        now = self._sought.query().get(name)
        is_now = now in (value, [value])
        return Line(
            label, self._counted(count), self._sought.query(**{name: "" if is_now else value}), is_now
        )

    def _counted(self, count: int) -> int | None:
        return count if self._is_counted else None


def _most(counts: Counter[int]) -> Iterable[tuple[int, int]]:
    return counts.most_common(MOST_LINES)
