"""Letter by letter, with what only the notation changed told apart (表記のみ)."""

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from adapters.comparing.paragraphs import SENTENCE

Runs = list[list[str]]
SAME, OUT, IN = "same", "out", "in"
OUT_NOTATION, IN_NOTATION = "out_notation", "in_notation"
_MOST_LETTERS = 2_000
"""Longer sentences are shown one after the other: letter by letter costs the square of their length."""
_ALIKE = 0.3


def runs_between(was: str, now: str) -> Runs:
    """Return what stayed, went and came: whole sentences first, then the letters of those that differ."""
    olds, news = SENTENCE.findall(was), SENTENCE.findall(now)
    matcher = SequenceMatcher(None, [*map(_folded, olds)], [*map(_folded, news)], autojunk=False)
    runs: Runs = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        old, new = "".join(olds[old_from:old_to]), "".join(news[new_from:new_to])
        pieces = _equal(old, new) if tag == "equal" else _differing(old, new)
        for kind, text in pieces:
            _add(runs, kind, text)
    return runs


def _differing(old: str, new: str) -> Iterator[tuple[str, str]]:
    if _folded(old) == _folded(new):
        yield from ((OUT_NOTATION, old), (IN_NOTATION, new))
        return
    units_old, units_new = [*map(_folded, old)], [*map(_folded, new)]
    matcher = SequenceMatcher(None, units_old, units_new, autojunk=False)
    if max(len(old), len(new)) > _MOST_LETTERS or matcher.ratio() < _ALIKE:
        yield from ((OUT, old), (IN, new))
        return
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        piece, other = old[old_from:old_to], new[new_from:new_to]
        if tag == "equal":
            yield from _equal(piece, other)
        elif _folded(piece) == _folded(other):
            yield from ((OUT_NOTATION, piece), (IN_NOTATION, other))
        else:
            yield from ((OUT, piece), (IN, other))


def _equal(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The same words; where their letters are not the same, both are shown."""
    if old == new:
        yield SAME, new
    elif len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            if one == other:
                yield SAME, one
            else:
                yield from ((OUT_NOTATION, one), (IN_NOTATION, other))
    else:
        yield from ((OUT_NOTATION, old), (IN_NOTATION, new))


def _add(runs: Runs, kind: str, text: str) -> None:
    """Letters of a kind stand together: 「１０」→「10」 is one change, not two."""
    if not text:
        return
    if runs and runs[-1][0] == kind:
        runs[-1][1] += text
    elif len(runs) > 1 and runs[-2][0] == kind and runs[-1][0] in {IN_NOTATION, IN} and kind != SAME:
        runs[-2][1] += text
    else:
        runs.append([kind, text])


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
