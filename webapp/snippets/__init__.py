"""定型文: words kept for the hints and comments of drafts (IM-41)."""

from webapp.snippets import pages
from webapp.snippets.blueprint import blueprint

__all__ = ["blueprint", "pages"]
