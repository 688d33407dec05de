"""Neighbouring pairs of characters: an index of them names every text that may hold a word (domain.md E)."""

import re
from collections.abc import Iterator

_RUN = re.compile(r"[^\W_]+")


def tokens_of(words: str) -> list[str]:
    """Return the tokens of a folded text, each once: all pairs, and each run's last character alone."""
    return list(dict.fromkeys(_tokens(words)))


def tokens_for(term: str) -> list[str]:
    """Return what the tokens of every text that contains the folded `term` contain.

    A token of one character stands for itself, or, when it is the only one, for all tokens it begins.
    """
    runs = _RUN.findall(term)
    found = [pair for run in runs for pair in _pairs(run)]
    found += [run for run in runs[:-1] if len(run) == 1]
    return list(dict.fromkeys(found)) or runs[-1:]


def begun_by(term: str) -> str:
    """Return the character that a token of every text with the folded `term` begins with, but no pair says.

    It stands alone at the end of the term, behind a sign or nothing; "" where there is none.
    """
    last = _RUN.findall(term)[-1:]
    return last[0] if last and len(last[0]) == 1 and term.endswith(last[0]) else ""


def _tokens(words: str) -> Iterator[str]:
    for found in _RUN.finditer(words):
        yield from _pairs(found[0])
        yield found[0][-1]


def _pairs(run: str) -> Iterator[str]:
    return (run[at : at + 2] for at in range(len(run) - 1))
