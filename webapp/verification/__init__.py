"""/verify: anybody may ask what a PDF is; printed on every certificate, open without an account (T08)."""

from webapp.verification import page, program
from webapp.verification.blueprint import blueprint

__all__ = ["blueprint", "page", "program"]
