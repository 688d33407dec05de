"""Prepare a PDF for signing and fill a party's fields; holds no key, so the web's preview may use it."""

from adapters.filling.fill import FillingRefused, fill_into, filled
from adapters.filling.input_row import require_printable
from adapters.filling.names import (
    CREATION_SIGNATURE,
    DOCUMENT_TIMESTAMP,
    FINAL_SIGNATURE,
    agreed_field,
    input_field,
    seal_field,
    signature_field,
)
from adapters.filling.plan import PlanRefused
from adapters.filling.prepare import prepare
from adapters.filling.typesetting import TextRefused
from contracts.signing import Filling, SigningParty, SigningPlan

__all__ = [
    "CREATION_SIGNATURE",
    "DOCUMENT_TIMESTAMP",
    "FINAL_SIGNATURE",
    "Filling",
    "FillingRefused",
    "PlanRefused",
    "SigningParty",
    "SigningPlan",
    "TextRefused",
    "agreed_field",
    "fill_into",
    "filled",
    "input_field",
    "prepare",
    "require_printable",
    "seal_field",
    "signature_field",
]
