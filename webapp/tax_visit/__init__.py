"""税務調査モード: one fiscal year, three keys, downloads; whoever is here sees no other page (NX-07)."""

from webapp.tax_visit import corrections, downloads, records, sign_in
from webapp.tax_visit.blueprint import blueprint

__all__ = ["blueprint", "corrections", "downloads", "records", "sign_in"]
