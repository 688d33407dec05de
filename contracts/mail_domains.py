"""The mail domains that may use a 締結用URL, as the sender types them (domain.md CL-54)."""

import re
import unicodedata

MOST_DOMAINS = 20
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def domains_from(text: str) -> str:
    """Return the domains, each once, separated by spaces; raises ValueError for what is none."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = [word.removeprefix("@") for word in re.split(r"[\s,、;]+", plain) if word]
    if len(words) > MOST_DOMAINS or not all(_DOMAIN.fullmatch(word) for word in words):
        raise ValueError("domains_unreadable")
    return " ".join(dict.fromkeys(words))
