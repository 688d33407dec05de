"""How records are kept under the tax law: 真実性の措置, 保存区分, 決算月 (domain.md C.3, AD-21)."""

from collections.abc import Collection
from enum import StrEnum

from contracts.refusals import Refused

MONTHS = tuple(range(1, 13))


class KeptAs(StrEnum):
    """保存区分: what the record is of (電子帳簿保存法 7条, 4条3項; paper that stays the original)."""

    ELECTRONIC = "electronic"
    SCAN = "scan"
    PAPER = "paper"


class Measure(StrEnum):
    """真実性の措置 of 電子帳簿保存法施行規則 4条1項, by its numbers."""

    STAMPED_BEFORE = "1"
    STAMPED_AFTER = "2"
    UNALTERED = "3"
    BY_RULES = "4"


NEED_ACCREDITATION = frozenset({Measure.STAMPED_BEFORE, Measure.STAMPED_AFTER})
"""The timestamps of items 1 and 2 are those of an accredited service (同条1項1号・2号)."""


class MeasureNeedsAccreditation(Refused):
    """`measures` are the numbers that were chosen while no accredited TSA is configured."""

    code = "measure_needs_accreditation"


def chosen_measures(spelled: str) -> tuple[Measure, ...]:
    """Return what is kept as numbers between spaces; what is none is left out."""
    known = set(Measure)
    return tuple(Measure(one) for one in sorted(set(spelled.split())) if one in known)


def require_possible(measures: Collection[Measure], accredited_by: str) -> None:
    """Raise MeasureNeedsAccreditation for ① or ② unless every TSA in use is accredited."""
    impossible = sorted(NEED_ACCREDITATION & set(measures))
    if impossible and not accredited_by:
        raise MeasureNeedsAccreditation(measures=" ".join(impossible))
