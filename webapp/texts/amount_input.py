"""Reading an amount of whole yen (domain.md UX-13)."""

from contracts.money import YEN, money_from


def yen_from(text: str) -> int | None:
    """Return whole yen, or None for nothing written; raises ValueError for what is no amount of yen."""
    money = money_from(text)
    if money is None:
        return None
    if money.currency != YEN:
        raise ValueError(text)
    return money.amount
