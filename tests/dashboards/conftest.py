"""The desk's office and clerk, for the numbers of the dashboards."""

from tests.desk.conftest import approver, clerk, founded, office, site
from tests.desk.serving import served

__all__ = ["approver", "clerk", "founded", "office", "served", "site"]
