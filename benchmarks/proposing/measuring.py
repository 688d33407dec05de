"""Precision and recall by item and by rule."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.proposing.cases import Case
from contracts.finding import folded
from contracts.reading import Known, Read, propose


@dataclass
class Score:
    """How often a value was proposed, the right one was, and there was one to be read."""

    proposed: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def precision(self, what: str) -> float:
        return self.right[what] / self.proposed[what] if self.proposed[what] else 1.0

    def recall(self, what: str) -> float:
        return self.right[what] / self.there[what] if self.there[what] else 1.0


def scored(cases: Sequence[Case]) -> tuple[Score, Score]:
    """Return the score by item and the score by rule."""
    items, rules = Score(), Score()
    for case in cases:
        found = {one.item: one for one in propose(case.pages, Known(case.own))}
        for item in Read:
            wanted, one = case.expected.get(item, ""), found.get(item)
            items.there[item] += bool(wanted)
            if one is not None:
                is_right = _same(one.value, wanted)
                items.proposed[item] += 1
                items.right[item] += is_right
                rules.proposed[one.rule] += 1
                rules.right[one.rule] += is_right
                if is_right:
                    continue
            if wanted or one:
                got = f"{one.value} ({one.rule})" if one else "nothing"
                items.misses.append(f"{case.name} {item.value}: wanted {wanted or 'nothing'}, got {got}")
    return items, rules


def _same(value: str, wanted: str) -> bool:
    return folded(value).replace(" ", "") == folded(wanted).replace(" ", "")
