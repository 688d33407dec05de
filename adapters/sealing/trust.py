"""Whose certificates are believed: of a signing key, or of a TSA."""

from collections.abc import Callable
from dataclasses import dataclass


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class IssuerTrust:
    """The certificates (PEM or DER) that signatures or tokens must chain to, and current DER revocation data.

    `policy` is the OID that a TSA is asked for and must come back, empty for any. While `is_current` says
    no, the revocation data are missing or stale, and nothing may rest on them for long (LW-11, T80).
    """

    roots: tuple[bytes, ...]
    intermediates: tuple[bytes, ...]
    revocation_lists: Callable[[], tuple[bytes, ...]]
    ocsp_responses: Callable[[], tuple[bytes, ...]] = tuple
    is_current: Callable[[], bool] = _always
    policy: str = ""

    @property
    def is_complete_in_itself(self) -> bool:
        """True when its revocation data are made here and never have to be fetched."""
        return self.is_current is _always
