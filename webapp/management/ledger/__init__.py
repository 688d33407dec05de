"""契約台帳: the table of items, its changes with their history, sheets, bulk changes and flags."""

from webapp.management.ledger import bulk, editing, export, flags, history, importing, plans, table

__all__ = ["bulk", "editing", "export", "flags", "history", "importing", "plans", "table"]
