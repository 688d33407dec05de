from pathlib import Path
from typing import Literal

from search.bigram_index import IndexedPairs, KeptIndex, retire
from search.finder import Finder
from search.tsquery import IndexedTokens

Kind = Literal["whoosh", "postgres", "sql"]


def index_for(kind: Kind, folder: Path) -> KeptIndex | None:
    """Return the index to keep, or None where the database finds by itself: an index left over is retired."""
    if kind == "whoosh":
        return KeptIndex(folder)
    retire(folder)
    return None


def finder_for(kind: Kind, folder: Path) -> Finder:
    """Return the finder of an installation; `folder` is where whoosh's index lies."""
    if kind == "whoosh":
        return Finder(IndexedPairs(folder))
    return Finder(IndexedTokens() if kind == "postgres" else None)
