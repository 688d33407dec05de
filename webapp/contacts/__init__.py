"""宛先帳: whom contracts are sent to (MK-69)."""

from webapp.contacts import exporting, importing, pages
from webapp.contacts.blueprint import blueprint

__all__ = ["blueprint", "exporting", "importing", "pages"]
