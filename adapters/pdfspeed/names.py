"""Distinguished names that are prepared and compared again and again: a third of checking a token."""

from functools import lru_cache
from typing import Any

from asn1crypto import x509

REMEMBERED = 1024

_prepare = x509.NameTypeAndValue._ldap_string_prep  # noqa: SLF001 - what is replaced


@lru_cache(REMEMBERED)
def prepared(string: str) -> str:
    """Return what RFC 4518, section 2 makes of it; it depends on nothing else."""
    result: str = _prepare(None, string)
    return result


def ldap_string_prep(_self: object, string: str) -> str:
    return prepared(string)


def names_equal(self: Any, other: Any) -> bool:  # noqa: ANN401 - asn1crypto is untyped
    """Equal encodings are equal names; others are compared as before (RFC 5280, section 7.1)."""
    if not isinstance(other, x509.Name):
        return False
    one, another = self.chosen.dump(), other.chosen.dump()
    return bool(one == another or _are_one_name(one, another))


@lru_cache(REMEMBERED)
def _are_one_name(one: bytes, another: bytes) -> bool:
    return bool(x509.RDNSequence.load(one) == x509.RDNSequence.load(another))


@property  # type: ignore[misc]  # it takes the place of one
def hashable(self: Any) -> str:  # noqa: ANN401 - asn1crypto is untyped
    """Equal names have equal ones; it depends on the encoding alone."""
    return _hashable(self.chosen.dump())


@lru_cache(REMEMBERED)
def _hashable(encoded: bytes) -> str:
    result: str = x509.RDNSequence.load(encoded).hashable
    return result
