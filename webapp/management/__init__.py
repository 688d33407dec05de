"""文書管理: the home page, the list, one contract, and its files."""

from webapp.management import (
    bulk,
    bulk_files,
    contracts,
    document_reviews,
    documents,
    downloads,
    home,
    relations,
    views,
)
from webapp.management.blueprint import blueprint

__all__ = [
    "blueprint",
    "bulk",
    "bulk_files",
    "contracts",
    "document_reviews",
    "documents",
    "downloads",
    "home",
    "relations",
    "views",
]
