"""The office, desk and pages of the envelope tests."""

from tests.envelope.conftest import clerk, founded, sender, site, visitor

__all__ = ["clerk", "founded", "sender", "site", "visitor"]
