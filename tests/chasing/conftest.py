"""The desk's office and clerk, for what is chased."""

from tests.desk.conftest import clerk, founded, office, site

__all__ = ["clerk", "founded", "office", "site"]
