"""税務調査モード: one fiscal year, three keys, downloads; whoever is here sees no other page (NX-07)."""

from webapp.tax_visit import downloads, records, sign_in
from webapp.tax_visit.blueprint import blueprint

__all__ = ["blueprint", "downloads", "records", "sign_in"]
