"""What a person types into the search box (domain.md E.3): whatever it is, it means something or nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.finding.company import company_key, domain_typed
from contracts.finding.folding import folded, printable
from contracts.finding.numerals import in_digits
from contracts.finding.synonyms import spellings

LONGEST_TYPED = 200
MOST_TERMS = 20
LONG_VOWELS = "ーｰ"

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

    def and_of(self, others: "Words") -> "Words":
        """Return what asks for both."""
        groups, excluded = (*self.groups, *others.groups), (*self.excluded, *others.excluded)
        return Words(groups, excluded, (*self.spelled, *others.spelled))


NOTHING = Words()


@dataclass(frozen=True, slots=True)
class _Piece:
    """One word or phrase; an empty one is the sign for “or”."""

    spelled: str
    is_excluded: bool = False
    is_phrase: bool = False

    @property
    def term(self) -> str:
        return in_digits(folded(self.spelled))

    @property
    def terms(self) -> tuple[str, ...]:
        """What is looked for: a phrase as it is typed, a word in every spelling that means it."""
        found = (self.term,) if self.is_phrase else spellings(self.term)
        return (*found, *self._inside_a_word())

    def _inside_a_word(self) -> Iterator[str]:
        """A long vowel that nothing stands before is folded to a dash; people may mean the end of a word."""
        rest = folded(self.spelled[1:])
        if rest and self.spelled[0] in LONG_VOWELS:
            yield in_digits(f"ー{rest}")


def words_from(typed: str) -> Words:
    """A space is AND, "…" exactly that phrase, -word excludes, | or OR means either; never raises."""
    groups: list[list[str]] = []
    pieces = list(_pieces(printable(typed[:LONGEST_TYPED]).translate(_SYNTAX)))[:MOST_TERMS]
    is_either = False
    for piece in pieces:
        if not piece.spelled:
            is_either = True
        elif piece.term and not piece.is_excluded:
            _join(groups, piece.terms, is_either=is_either)
            is_either = False
    excluded = tuple(piece.term for piece in pieces if piece.is_excluded and piece.term)
    spelled = tuple(piece.spelled for piece in pieces if piece.term and not piece.is_excluded)
    return Words(tuple(map(tuple, groups)), excluded, spelled)


def is_cut(typed: str) -> bool:
    """Say whether more was typed than is looked for."""
    given = typed.strip()
    return len(given) > LONGEST_TYPED or len(given.split()) > MOST_TERMS


def counterparty_words(typed: str) -> Words:
    """Every word of the name must be found; a legal form counts only when nothing else is given.

    Also 法人番号 however it is grouped, and mail domains (domain.md E.3).
    """
    given = printable(typed[:LONGEST_TYPED]).split()[:MOST_TERMS]
    keys = [_named(word) for word in given if company_key(word)]
    keys = keys or [(term,) for term in map(folded, given) if term]
    return Words(tuple(keys), (), tuple(given))


def _named(word: str) -> tuple[str, ...]:
    """A word with dots is a domain or a name: it is looked for as either."""
    return tuple(dict.fromkeys(one for one in (company_key(word), domain_typed(word)) if one))


def _pieces(typed: str) -> Iterator[_Piece]:
    for found in _PIECE.finditer(typed):
        if found["either"] or found["word"] in _EITHER:
            yield _Piece("")
        elif found["phrase"] is not None:
            yield _Piece(
                found["phrase"].strip(),
                is_excluded=bool(found["no"]) and bool(found["phrase"].strip()),
                is_phrase=True,
            )
        else:
            yield _word(found["no"] or "", found["word"])


def _word(no: str, word: str) -> _Piece:
    """A dash before signs alone excludes nothing: it is one of them."""
    if any(one.isalnum() for one in word):
        return _Piece(word, is_excluded=bool(no))
    return _Piece(no + word)


def _join(groups: list[list[str]], terms: Sequence[str], *, is_either: bool) -> None:
    if is_either and groups:
        groups[-1].extend(terms)
    else:
        groups.append([*terms])
