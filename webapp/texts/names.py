"""How names are shown."""

import re
from collections.abc import Iterable

from contracts.phone import shown_mobile
from webapp.texts.manners import manner

LONGEST_SHOWN, KEPT_END = 64, 12

_LEGAL_FORM = re.compile(
    r"^(株式会社|有限会社|合同会社|合資会社|合名会社|(一般|公益)?(社団|財団)法人|㈱|㈲)[\s　]*"
)


def sender_initial(company: str) -> str:
    """Return the first letter of a company's own name, for the header of the counterparty's pages."""
    own = _LEGAL_FORM.sub("", company.strip())
    return (own or company.strip())[:1]


def phone(digits: str) -> str:
    """090-1234-5678 of a mobile number as it is kept (UX-11)."""
    return shown_mobile(digits)


def bare_filename(name: str) -> str:
    """Return a name of at most 64 characters: a longer one loses its middle, the file keeps it (MK-53)."""
    if len(name) <= LONGEST_SHOWN:
        return name
    return f"{name[: LONGEST_SHOWN - KEPT_END - 1]}…{name[-KEPT_END:]}"


def listed(names: Iterable[object]) -> str:
    """Return the names one after another, as the reader's language sets them apart."""
    return manner().between.join(str(name) for name in names)
