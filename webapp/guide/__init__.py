"""取引先向けご案内 and FAQ of an organisation: open without an account (AD-18, CL-51)."""

from webapp.guide import booklet, page
from webapp.guide.blueprint import blueprint

__all__ = ["blueprint", "booklet", "page"]
