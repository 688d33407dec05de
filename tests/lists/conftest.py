"""The desk's office and clerk, for the list of everything."""

from tests.desk.conftest import approver, clerk, founded, office, site

__all__ = ["approver", "clerk", "founded", "office", "site"]
