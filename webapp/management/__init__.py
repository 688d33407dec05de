"""文書管理: the home page, the list, one contract, and its files."""

from webapp.management import contracts, document_reviews, documents, downloads, home
from webapp.management.blueprint import blueprint

__all__ = ["blueprint", "contracts", "document_reviews", "documents", "downloads", "home"]
