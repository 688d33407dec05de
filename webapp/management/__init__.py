"""文書管理: the home page, the list, one contract, and its files."""

from webapp.management import (
    attachments,
    bulk,
    bulk_files,
    contracts,
    detaching,
    document_reviews,
    documents,
    downloads,
    home,
    kept_files,
    relations,
    revisions,
    unsigned,
    views,
)
from webapp.management.blueprint import blueprint

__all__ = [
    "attachments",
    "blueprint",
    "bulk",
    "bulk_files",
    "contracts",
    "detaching",
    "document_reviews",
    "documents",
    "downloads",
    "home",
    "kept_files",
    "relations",
    "revisions",
    "unsigned",
    "views",
]
