from tests.access.conftest import administrator, founded, house, legal, office, site, viewer

__all__ = ["administrator", "founded", "house", "legal", "office", "site", "viewer"]
