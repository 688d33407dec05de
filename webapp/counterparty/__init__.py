"""The other side: one link, one contract, one party, no account (domain.md A.5)."""

from webapp.counterparty import (
    access_code,
    agreement,
    arrival,
    concluded,
    contract,
    documents,
    guard,
    imprint,
    preview,
    send_back,
    visits,
)
from webapp.counterparty.blueprint import blueprint

PAGES = (
    guard,
    arrival,
    visits,
    access_code,
    contract,
    send_back,
    documents,
    imprint,
    preview,
    agreement,
    concluded,
)

__all__ = ["PAGES", "blueprint"]
