"""How names are shown."""

import re

_LEGAL_FORM = re.compile(
    r"^(株式会社|有限会社|合同会社|合資会社|合名会社|(一般|公益)?(社団|財団)法人|㈱|㈲)[\s　]*"
)


def sender_initial(company: str) -> str:
    """Return the first letter of a company's own name, for the header of the counterparty's pages."""
    own = _LEGAL_FORM.sub("", company.strip())
    return (own or company.strip())[:1]
