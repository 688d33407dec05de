"""ダウンロードの求め: every hit of a search as one ZIP, its index and what says how to read it (LW-24)."""

from webapp.tax_export.answer import Wish, export_answer
from webapp.tax_export.history import Wanted

__all__ = ["Wanted", "Wish", "export_answer"]
