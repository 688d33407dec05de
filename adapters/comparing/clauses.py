"""What differs between two PDFs, clause by clause, compared in a child that may be killed (MK-39)."""

import json
from dataclasses import dataclass
from typing import cast

from adapters.comparing.changes import Run
from adapters.confinement import Json, Limits, run_confined

_TEXTS = "adapters.comparing.confined:read"
_COMPARE = "adapters.comparing.confined_clauses:compare"


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause that differs.

    `kind` is inserted, deleted, moved, changed, moved_and_changed, renumbered, or notation (表記のみ: full
    width for half width and the like). `old_head` and `new_head` are 「第3条」 as printed, empty where there
    is none; pages count from 1 and are 0 on the side that has no such clause. The kinds of runs are same, out
    and in, and out_notation and in_notation where only the notation differs.
    """

    kind: str
    old_head: str
    new_head: str
    old_page: int
    new_page: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ClauseComparison:
    """The changes in the order of the new version; `has_words` is False where a side has no text at all."""

    changes: tuple[ClauseChange, ...]
    clauses: int
    has_words: bool


def compare_clauses(old: bytes, new: bytes, limits: Limits | None = None) -> ClauseComparison:
    """Compare the words of two PDFs; three children, each with its limits. Raises ConfinedTaskFailed."""
    texts = [cast("list[str]", run_confined(_TEXTS, {}, pdf, limits).facts["texts"]) for pdf in (old, new)]
    if not all(any(page.strip() for page in pages) for pages in texts):
        return ClauseComparison((), 0, has_words=False)
    answer = run_confined(_COMPARE, {}, json.dumps(texts, ensure_ascii=False).encode(), limits)
    changes = cast("list[dict[str, Json]]", answer.facts["changes"])
    return ClauseComparison(
        tuple(_change(one) for one in changes), cast("int", answer.facts["clauses"]), has_words=True
    )


def _change(told: dict[str, Json]) -> ClauseChange:
    runs = cast("list[list[str]]", told["runs"])
    return ClauseChange(
        kind=str(told["kind"]),
        old_head=str(told["old_head"]),
        new_head=str(told["new_head"]),
        old_page=cast("int", told["old_page"]),
        new_page=cast("int", told["new_page"]),
        runs=tuple(Run(kind, text) for kind, text in runs),
    )
