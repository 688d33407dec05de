"""締結用URL: whoever holds it names themselves, proves an address by a code and takes the place (CS-08)."""

from webapp.counterparty.signing_url import arriving, code

PAGES = (arriving, code)

__all__ = ["PAGES"]
