"""The desk's own fixtures: a clerk of the legal team in front of a small office."""

from tests.desk.conftest import clerk, founded, office, site

__all__ = ["clerk", "founded", "office", "site"]
