"""締結済み契約を登録: what was concluded elsewhere, one by one and many at once (MK-09, MK-24)."""

from webapp.imports import discarding, listing, many, one, results, running, steering
from webapp.imports.blueprint import blueprint

__all__ = ["blueprint", "discarding", "listing", "many", "one", "results", "running", "steering"]
