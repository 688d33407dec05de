"""Seal imprints drawn from glyph outlines: vector only, no live text (domain.md D.3)."""

from adapters.imprint.company import company_imprint, representative_imprint
from adapters.imprint.drawn import drawn_imprint
from adapters.imprint.mark import Imprint, ImprintImpossible
from adapters.imprint.surname import surname_imprint, surname_of
from contracts.signing import ImprintMark

__all__ = [
    "Imprint",
    "ImprintImpossible",
    "ImprintMark",
    "company_imprint",
    "drawn_imprint",
    "representative_imprint",
    "surname_imprint",
    "surname_of",
]
