"""Coming in and going out: the only staff pages without a guard."""

from webapp.entry import forgotten, passwords, resetting, sign_in
from webapp.entry.blueprint import blueprint

__all__ = ["blueprint", "forgotten", "passwords", "resetting", "sign_in"]
