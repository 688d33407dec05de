"""Pairs of neighbours in order: what an index that keeps places finds of a word is exact (domain.md E)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase, digits

LONGEST_PHRASE = 64
"""Pairs of one phrase; what is longer is looked for by its beginning, and then in the text."""
_DIGITS = digits + ascii_lowercase
_PLACES = 4
_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """`phrases` are all in what holds the term; `is_exact`: what has them all does hold it."""

    phrases: tuple[str, ...]
    is_exact: bool


def spaced_pairs(text: str) -> str:
    """Return the tokens of a folded text in order: of each run all pairs, then its last character alone.

    Each character is four letters or digits, so that no engine's own folding touches it. No pair of one run
    follows one of another: the last character stands between them.
    """
    return " ".join(token for run in _RUN.findall(text) for token in _tokens(run))


def phrases_for(term: str) -> Phrases:
    """Return how an index of `spaced_pairs` is asked for a folded term: no sign typed reaches it (T37)."""
    runs: list[str] = _RUN.findall(term)
    if runs == [term]:
        return Phrases((_phrase(term),), len(term) <= LONGEST_PHRASE)
    telling = [run for run in runs if len(run) > 1] or runs
    return Phrases(tuple(map(_phrase, telling)), is_exact=False)


def _phrase(run: str) -> str:
    """One character is whatever begins with it: a pair, or the last of its run."""
    if len(run) == 1:
        return f'"{_coded(run)}"*'
    return f'"{" ".join(list(_tokens(run))[:-1][:LONGEST_PHRASE])}"'


def _tokens(run: str) -> Iterator[str]:
    coded, pair = _coded(run), 2 * _PLACES
    return (coded[at : at + pair] for at in range(0, len(coded), _PLACES))


def _coded(run: str) -> str:
    return run.translate(_CODES)


class _Codes(dict[int, str]):
    def __missing__(self, character: int) -> str:
        rest, found = character, ""
        for _ in range(_PLACES):
            rest, place = divmod(rest, len(_DIGITS))
            found = _DIGITS[place] + found
        self[character] = found
        return found


_CODES = _Codes()
