"""Pairs of neighbours in order: what an index that keeps places finds of a word is exact (domain.md E)."""

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase, digits

LONGEST_PHRASE = 64
"""Characters of one phrase; what is longer is looked for by its beginning, and then in the text."""
_DIGITS = digits + ascii_lowercase
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """`text` is in whatever holds the term; `is_exact`: what has it does hold the term."""

    text: str
    is_exact: bool


def spaced_pairs(text: str) -> str:
    """Return the tokens of a folded text in order: all pairs, signs too, then its last character alone.

    Each character is four letters or digits, so that no engine's own folding touches it.
    """
    return " ".join(_tokens(text))


def phrase_for(term: str) -> Phrase:
    """Return how an index of `spaced_pairs` is asked for a folded term: no sign typed reaches it (T37).

    One character is whatever begins with it: a pair, or the last of its text.
    """
    if len(term) == 1:
        return Phrase(f'"{_coded(term)}"*', is_exact=True)
    pairs = list(_tokens(term[:LONGEST_PHRASE]))[:-1]
    return Phrase(f'"{" ".join(pairs)}"', len(term) <= LONGEST_PHRASE)


def _tokens(text: str) -> Iterator[str]:
    coded, pair = _coded(text), 2 * _PLACES
    return (coded[at : at + pair] for at in range(0, len(coded), _PLACES))


def _coded(text: str) -> str:
    return text.translate(_CODES)


class _Codes(dict[int, str]):
    def __missing__(self, character: int) -> str:
        rest, found = character, ""
        for _ in range(_PLACES):
            rest, place = divmod(rest, len(_DIGITS))
            found = _DIGITS[place] + found
        self[character] = found
        return found


_CODES = _Codes()
