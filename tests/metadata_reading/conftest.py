"""The desk's office and a clerk who confirms what was read: made once, then copied."""

from tests.desk.conftest import office, site
from tests.desk.serving import served
from tests.importing.conftest import clerk, founded

__all__ = ["clerk", "founded", "office", "served", "site"]
