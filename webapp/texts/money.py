"""Amounts (domain.md UX-13)."""

from webapp.texts.manners import manner


def yen(amount: int) -> str:
    """¥1,234,567, JPY 1,234,567 of whole yen."""
    written = manner().yen.format(abs(amount))
    return f"-{written}" if amount < 0 else written
