"""What a person types into the search box (domain.md E.3): whatever it is, it means something or nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.finding.company import company_key
from contracts.finding.folding import folded, printable
from contracts.finding.numerals import in_digits

LONGEST_TYPED = 200
MOST_TERMS = 20

_SYNTAX = str.maketrans(dict.fromkeys("＂“”„〝〟", '"') | {"｜": "|"})
_PIECE = re.compile(r'(?P<no>[-－−‐](?=\S))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"|]+))|(?P<either>\|)')
_EITHER = frozenset({"OR", "ＯＲ"})


@dataclass(frozen=True, slots=True)
class Words:
    """Of each group one folded term must be found, of `excluded` none; `spelled` is what was typed."""

    groups: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    spelled: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.excluded)


NOTHING = Words()


@dataclass(frozen=True, slots=True)
class _Piece:
    """One word or phrase; an empty one is the sign for “or”."""

    spelled: str
    is_excluded: bool = False

    @property
    def term(self) -> str:
        return in_digits(folded(self.spelled))


def words_from(typed: str) -> Words:
    """A space is AND, "…" a phrase, -word excludes, | or OR means either; never raises."""
    groups: list[list[str]] = []
    pieces = list(_pieces(printable(typed[:LONGEST_TYPED]).translate(_SYNTAX)))[:MOST_TERMS]
    is_either = False
    for piece in pieces:
        if not piece.spelled:
            is_either = True
        elif piece.term and not piece.is_excluded:
            _join(groups, piece.term, is_either=is_either)
            is_either = False
    excluded = tuple(piece.term for piece in pieces if piece.is_excluded and piece.term)
    spelled = tuple(piece.spelled for piece in pieces if piece.term and not piece.is_excluded)
    return Words(tuple(map(tuple, groups)), excluded, spelled)


def counterparty_words(typed: str) -> Words:
    """Every word of the name must be found; a legal form counts only when nothing else is given."""
    given = printable(typed[:LONGEST_TYPED]).split()[:MOST_TERMS]
    keys = [key for key in map(company_key, given) if key] or [term for term in map(folded, given) if term]
    return Words(tuple((key,) for key in keys), (), tuple(given))


def _pieces(typed: str) -> Iterator[_Piece]:
    for found in _PIECE.finditer(typed):
        if found["either"] or found["word"] in _EITHER:
            yield _Piece("")
        elif found["phrase"] is not None:
            yield _Piece(
                found["phrase"].strip(), is_excluded=bool(found["no"]) and bool(found["phrase"].strip())
            )
        else:
            yield _word(found["no"] or "", found["word"])


def _word(no: str, word: str) -> _Piece:
    """A dash before signs alone excludes nothing: it is one of them."""
    if any(one.isalnum() for one in word):
        return _Piece(word, is_excluded=bool(no))
    return _Piece(no + word)


def _join(groups: list[list[str]], term: str, *, is_either: bool) -> None:
    if is_either and groups:
        groups[-1].append(term)
    else:
        groups.append([term])
