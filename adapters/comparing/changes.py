"""From the sentences of two versions to what was taken out and what was put in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from adapters.comparing.words import Sentence

_ALIKE = 0.4
"""Sentences less alike than this are shown one after the other, not letter by letter."""


@dataclass(frozen=True, slots=True)
class Run:
    """`kind` is same, out or in."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs; pages count from 1 and are 0 on the side that has nothing there.

    `before` is the sentence ahead of it in the new version, for finding the place; empty at the beginning.
    """

    old_page: int
    new_page: int
    before: str
    runs: tuple[Run, ...]


def changes_between(old: Sequence[Sentence], new: Sequence[Sentence]) -> tuple[Change, ...]:
    """Return every difference in the order of the new version; none if both say the same."""
    matcher = SequenceMatcher(
        None, [sentence.text for sentence in old], [sentence.text for sentence in new], autojunk=False
    )
    return tuple(
        change
        for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes()
        if tag != "equal"
        for change in _changes(old[old_from:old_to], new[new_from:new_to], _text_at(new, new_from - 1))
    )


def _changes(old: Sequence[Sentence], new: Sequence[Sentence], before: str) -> Iterator[Change]:
    """Pair the sentences of a differing block one by one; what is left over stands alone."""
    for number in range(max(len(old), len(new))):
        was, now = _at(old, number), _at(new, number)
        yield Change(
            old_page=was.page if was else 0,
            new_page=now.page if now else 0,
            before=before if number == 0 else "",
            runs=_runs(was.text if was else "", now.text if now else ""),
        )


def _runs(was: str, now: str) -> tuple[Run, ...]:
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if not was or not now or matcher.ratio() < _ALIKE:
        return tuple(Run(kind, text) for kind, text in (("out", was), ("in", now)) if text)
    runs: list[Run] = []
    for tag, was_from, was_to, now_from, now_to in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Run("same", now[now_from:now_to]))
            continue
        pieces = (("out", was[was_from:was_to]), ("in", now[now_from:now_to]))
        runs.extend(Run(kind, text) for kind, text in pieces if text)
    return tuple(runs)


def _at(sentences: Sequence[Sentence], number: int) -> Sentence | None:
    return sentences[number] if number < len(sentences) else None


def _text_at(sentences: Sequence[Sentence], number: int) -> str:
    return sentences[number].text if number >= 0 else ""
