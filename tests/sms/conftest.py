from tests.counterparty.conftest import founded, office, site, visitor

__all__ = ["founded", "office", "site", "visitor"]
