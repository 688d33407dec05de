"""Amounts (domain.md UX-13)."""

from flask_babel import gettext

from contracts.money import EXCLUDED, YEN, Money, written
from webapp.texts.manners import manner


def yen(amount: int) -> str:
    """¥1,234,567, JPY 1,234,567 of whole yen."""
    shown = manner().yen.format(abs(amount))
    return f"-{shown}" if amount < 0 else shown


def money(amount: int, currency: str = YEN, tax: str = "") -> str:
    """¥1,234,567（税抜）, USD 1,200.50 of minor units; that tax is included goes without saying."""
    shown = yen(amount) if currency == YEN else written(Money(amount, currency))
    return gettext("%(amount)s（税抜）", amount=shown) if tax == EXCLUDED else shown
