"""How a mail address is spelled: plain ASCII, no name, no list, no quoting, no line break."""

import re

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])")
MAIL = re.compile(rf"(?!.*\.\.)(?=[^@]+@[^@]*\.){ADDRESS.pattern}")
"""The address of somebody outside: its domain has a dot. Matched whole, or between ^ and $ in a schema."""


def is_address(address: str) -> bool:
    """Tell whether mail can be sent to or from it; on a machine of one's own that needs no dot."""
    return ADDRESS.fullmatch(address) is not None and ".." not in address


def is_mail(typed: str) -> bool:
    """Tell whether what somebody typed is a mail address, but for margins."""
    return MAIL.fullmatch(typed.strip()) is not None
