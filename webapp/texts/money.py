"""Amounts (domain.md UX-13)."""


def yen(amount: int) -> str:
    """¥1,234,567 of whole yen."""
    return f"-¥{-amount:,}" if amount < 0 else f"¥{amount:,}"
