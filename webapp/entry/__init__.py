"""Coming in and going out: the only staff pages without a guard."""

from webapp.entry import passwords, sign_in
from webapp.entry.blueprint import blueprint

__all__ = ["blueprint", "passwords", "sign_in"]
