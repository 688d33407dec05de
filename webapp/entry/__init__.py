"""Coming in and going out: the only staff pages without a guard."""

from webapp.entry import company, forgotten, passwords, resetting, returning, second_factor, sign_in
from webapp.entry.blueprint import blueprint

__all__ = [
    "blueprint",
    "company",
    "forgotten",
    "passwords",
    "resetting",
    "returning",
    "second_factor",
    "sign_in",
]
