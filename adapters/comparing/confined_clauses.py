"""Pairing the clauses of two versions; runs in the child only: long documents cost time, not the server."""

import json
from difflib import SequenceMatcher

from adapters.comparing.notation import IN, OUT, SAME, runs_between
from adapters.comparing.paragraphs import Clause, clauses_of
from adapters.confinement import Answer, Json

_ALIKE = 0.5
"""Clauses less alike than this are another clause, not a changed one."""
_LETTERS_COMPARED = 1_500
_CHANGES = frozenset({OUT, IN})

Both = tuple[int, int]
Pair = tuple[int | None, int | None]


def compare(question: Answer) -> Answer:
    old, new = (clauses_of(pages) for pages in json.loads(question.body))
    found = _the_same(old, new)
    found |= _alike(old, new, found)
    moved = _moved([(was, now) for now, was in sorted(found.items())])
    told = [
        _told(
            None if was is None else old[was],
            None if now is None else new[now],
            is_moved=(was, now) in moved,
        )
        for was, now in _in_order(found, len(old), len(new))
    ]
    changes: list[Json] = [change for change in told if change is not None]
    return Answer({"changes": changes, "clauses": len(new)})


def _the_same(old: list[Clause], new: list[Clause]) -> dict[int, int]:
    """Map the new places to the old ones of equal words; of several equal ones to the nearest."""
    places: dict[str, list[int]] = {}
    for at, clause in enumerate(old):
        places.setdefault(clause.plain, []).append(at)
    found = {}
    for at, clause in enumerate(new):
        if candidates := places.get(clause.plain):
            nearest = min(candidates, key=lambda place: abs(place - at))
            candidates.remove(nearest)
            found[at] = nearest
    return found


def _alike(old: list[Clause], new: list[Clause], known: dict[int, int]) -> dict[int, int]:
    """Match what is left by how alike it is; of equals, by its number and then by its place."""
    taken = set(known.values())
    scores = [
        (score, old[was].plain_number == new[now].plain_number, -abs(was - now), now, was)
        for now in range(len(new))
        if now not in known
        for was in range(len(old))
        if was not in taken and (score := _likeness(old[was], new[now])) >= _ALIKE
    ]
    found: dict[int, int] = {}
    for *_, now, was in sorted(scores, reverse=True):
        if now not in found and was not in taken:
            found[now] = was
            taken.add(was)
    return found


def _likeness(was: Clause, now: Clause) -> float:
    old, new = was.plain[:_LETTERS_COMPARED], now.plain[:_LETTERS_COMPARED]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _in_order(found: dict[int, int], old_count: int, new_count: int) -> list[Pair]:
    """Return the pairs in the new order; a deleted clause stands behind the one that was before it."""
    places = {was: now for now, was in found.items()}
    behind: dict[int, list[Pair]] = {}
    last = -1
    for at in range(old_count):
        if at in places:
            last = places[at]
        else:
            behind.setdefault(last, []).append((at, None))
    pairs = [*behind.get(-1, [])]
    for now in range(new_count):
        pairs += [(found.get(now), now), *behind.get(now, [])]
    return pairs


def _moved(pairs: list[Both]) -> set[Pair]:
    """Return the pairs that left the order: all but the longest row that kept it."""
    lengths, before = [1] * len(pairs), [-1] * len(pairs)
    for at, (was, _) in enumerate(pairs):
        for earlier in range(at):
            if pairs[earlier][0] < was and lengths[earlier] >= lengths[at]:
                lengths[at], before[at] = lengths[earlier] + 1, earlier
    kept: set[Pair] = set()
    at = max(range(len(pairs)), key=lengths.__getitem__, default=-1)
    while at >= 0:
        kept.add(pairs[at])
        at = before[at]
    return set[Pair](pairs) - kept


def _told(was: Clause | None, now: Clause | None, *, is_moved: bool) -> dict[str, Json] | None:
    if was is None or now is None:
        only = now or was
        text = only.body if only else ""
        return _change("inserted" if now else "deleted", was, now, [[IN if now else OUT, text]])
    runs = runs_between(was.body, now.body)
    kind = _kind({run[0] for run in runs}, is_moved=is_moved, is_renumbered=_renumbered(was, now))
    return _change(kind, was, now, runs) if kind else None


def _kind(kinds: set[str], *, is_moved: bool, is_renumbered: bool) -> str:
    if kinds & _CHANGES:
        return "moved_and_changed" if is_moved else "changed"
    if is_moved:
        return "moved"
    if kinds - {SAME}:
        return "notation"
    return "renumbered" if is_renumbered else ""


def _renumbered(was: Clause, now: Clause) -> bool:
    return was.plain_number != now.plain_number


def _change(kind: str, was: Clause | None, now: Clause | None, runs: list[list[str]]) -> dict[str, Json]:
    told: list[Json] = [[*run] for run in runs]
    return {
        "kind": kind,
        "old_head": was.number if was else "",
        "new_head": now.number if now else "",
        "old_page": was.page if was else 0,
        "new_page": now.page if now else 0,
        "runs": told,
    }
