"""Finding contracts: an index only names candidates, SQL filters, sorts, counts and checks every word."""

from search.choosing import Kind, finder_for, index_for
from search.columns import Bodies, Columns
from search.finder import Finder
from search.unusable import IndexBusy, IndexUnusable

__all__ = ["Bodies", "Columns", "Finder", "IndexBusy", "IndexUnusable", "Kind", "finder_for", "index_for"]
