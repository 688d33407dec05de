"""The desk's office and clerk, for contracts whose renewal is to be decided."""

from tests.desk.conftest import approver, clerk, founded, office, site
from tests.desk.serving import served

__all__ = ["approver", "clerk", "founded", "office", "served", "site"]
