"""要確認, 先方確認中, 下書き, 締結済み, 却下: the few heaps all contracts lie in (CL-39, CL-43)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.stage import Stage
from database.queries.archive import Wanted, conditions_of
from database.queries.archive_filters import Filters
from database.queries.contracts import MOST_COUNTED
from database.queries.paging import counted
from webapp.access.staff import staff
from webapp.management.seeking import Query, Sought

OURS = (Stage.AWAITING_APPROVAL, Stage.AWAITING_OWN, Stage.SENT_BACK, Stage.AWAITING_CONFIRMATION)
THEIRS = (Stage.AWAITING_OTHER, Stage.SEALING)
REFUSED = (Stage.APPROVAL_REJECTED, Stage.DECLINED, Stage.CANCELLED, Stage.EXPIRED)
UNCOUNTED = ((Stage.CONCLUDED,), (Stage.IMPORTED,), REFUSED)
"""What grows with the years and waits for nobody: CL-39 gives it no number."""

HEAPS: tuple[tuple[LazyString, tuple[Stage, ...]], ...] = (
    (_l("要確認"), OURS),
    (_l("先方確認中"), THEIRS),
    (lazy_pgettext("状態", "下書き"), (Stage.DRAFT,)),
    (_l("締結済み"), (Stage.CONCLUDED,)),
    (_l("登録済み（外部締結）"), (Stage.IMPORTED,)),
    (_l("却下"), REFUSED),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """`count` is None for what is not counted, and MOST_COUNTED + 1 for more than are counted out."""

    label: LazyString
    query: Query
    count: int | None
    is_current: bool

    @property
    def is_more(self) -> bool:
        return (self.count or 0) > MOST_COUNTED


def stage_tabs(session: Session, sought: Sought) -> Sequence[Tab]:
    """Return すべて and the heaps; a tab opens its heap whole, so its number is that of its list."""
    whole, now = sought.unnarrowed(), set(sought.stages)
    heaps = [
        Tab(label, {**whole, "stage": codes(stages)}, _count(session, stages), now == set(stages))
        for label, stages in HEAPS
    ]
    return [Tab(_l("すべて"), whole, None, not now), *heaps]


def heap_label(stages: Sequence[str]) -> LazyString | None:
    """Return the name of the heap that is exactly these stages."""
    return next((label for label, heap in HEAPS if set(heap) == set(stages)), None)


def codes(stages: Sequence[Stage]) -> list[str]:
    return [stage.value for stage in stages]


def _count(session: Session, stages: tuple[Stage, ...]) -> int | None:
    if stages in UNCOUNTED:
        return None
    wanted = Wanted(Filters(stages=tuple(codes(stages))))
    return counted(session, conditions_of(staff(), wanted))
