"""Accounts of counterparties, optional and free: what was concluded, kept and found (GM-23 to GM-27)."""

from webapp.readers import (
    deletion,
    downloads,
    new_account,
    new_password,
    opening,
    paper,
    papers,
    registration,
    settings,
    sign_in,
)
from webapp.readers.blueprint import blueprint

__all__ = [
    "blueprint",
    "deletion",
    "downloads",
    "new_account",
    "new_password",
    "opening",
    "paper",
    "papers",
    "registration",
    "settings",
    "sign_in",
]
