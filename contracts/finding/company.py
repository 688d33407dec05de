"""A company's name without what is beside it: its legal form and its punctuation (domain.md E.2, step 11)."""

import re

from contracts.finding.folding import folded
from contracts.finding.legal_forms import WESTERN, WHOLE

_FORM = re.compile("|".join(sorted(WHOLE, key=len, reverse=True)))
_WESTERN = re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, WESTERN))})\.?$")
_NO_LETTER = re.compile(r"[\W_]+")


_DOMAIN = re.compile(r"@?([a-z0-9-]+(?:\.[a-z0-9-]+)+)")


def company_key(name: str) -> str:
    """㈱山田商事, 山田商事（株） and 株式会社 山田商事 are 山田商事; to find by, never to be (UX-14)."""
    bare = _FORM.sub("", folded(name).replace(", ", ",")).strip()
    return _NO_LETTER.sub("", _WESTERN.sub("", bare))


def domain_of(mail: str) -> str:
    """Return the folded domain of a mail address, empty where there is none."""
    return folded(mail).rpartition("@")[2] if "@" in mail else ""


def domain_typed(word: str) -> str:
    """Return the mail domain that somebody typed, with @ or without, empty for another word."""
    found = _DOMAIN.fullmatch(folded(word))
    return found[1] if found else ""
