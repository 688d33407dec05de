"""Neighbouring pairs of characters: an index of them names every text that may hold a word (domain.md E).

A long text has most pairs there are: it is named by its triples, too, and so found only where they all are.
There a sign is a neighbour like others, whichever it is.
"""

import re
from collections.abc import Iterator

LONG = "long"
"""The token of a text with triples; words have tokens of three characters at most."""
LONG_FROM = 8_000
"""Characters. What is shorter is looked through in less time than its triples take to file."""
TRIPLE = 3
MOST_BYTES = 960_000
"""A tsvector holds less than a mebibyte of tokens."""
_RUN = re.compile(r"[^\W_]+")
_SIGN = re.compile(r"[\W_]")


def tokens_of(words: str) -> list[str]:
    """Return the tokens of a folded text, each once: all pairs, and each run's last character alone."""
    return list(dict.fromkeys(_tokens(words)))


def tokens_of_long(words: str) -> list[str]:
    """Return the tokens of a folded text; of a long one its triples, too, where there is room for them."""
    pairs = tokens_of(words)
    if len(words) < LONG_FROM:
        return pairs
    coded = _SIGN.sub("_", words)
    tokens = list(dict.fromkeys((LONG, *pairs, *_neighbours(coded), *_neighbours(coded, TRIPLE))))
    return tokens if len("".join(tokens).encode()) <= MOST_BYTES else pairs


def tokens_for(term: str) -> list[str]:
    """Return what the tokens of every text that contains the folded `term` contain.

    A token of one character stands for itself, or, when it is the only one, for all tokens it begins.
    """
    runs = _RUN.findall(term)
    found = [pair for run in runs for pair in _neighbours(run)]
    found += [run for run in runs[:-1] if len(run) == 1]
    return list(dict.fromkeys(found)) or runs[-1:]


def triples_for(term: str) -> list[str]:
    """Return what the tokens of every long text that contains the folded `term` contain.

    Nothing where they say no more than `tokens_for`.
    """
    coded = _SIGN.sub("_", term)
    if len(coded) == 1 or (len(coded) < TRIPLE and coded == term):
        return []
    return list(dict.fromkeys(_neighbours(coded, min(len(coded), TRIPLE))))


def begun_by(term: str) -> str:
    """Return the character that a token of every text with the folded `term` begins with, but no pair says.

    It stands alone at the end of the term, behind a sign or nothing; "" where there is none.
    """
    last = _RUN.findall(term)[-1:]
    return last[0] if last and len(last[0]) == 1 and term.endswith(last[0]) else ""


def _tokens(words: str) -> Iterator[str]:
    for found in _RUN.finditer(words):
        yield from _neighbours(found[0])
        yield found[0][-1]


def _neighbours(run: str, many: int = 2) -> Iterator[str]:
    return (run[at : at + many] for at in range(len(run) - many + 1))
