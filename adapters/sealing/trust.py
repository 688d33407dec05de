"""Whose certificates are believed: of a signing key, or of a TSA."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime


def _always() -> bool:
    return True


def _at_any_time(_moment: datetime) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class IssuerTrust:
    """The certificates (PEM or DER) that signatures or tokens must chain to, and DER revocation data.

    `policy` is the OID that a TSA is asked for and must come back, empty for any. While `is_current` says
    no, the revocation data are missing or stale, and nothing new may rest on them for long (LW-11, T80).
    `covers` says whether all of them were issued at a moment or later: what was stamped before stays
    provable with them, also once nobody issues newer ones.
    """

    roots: tuple[bytes, ...]
    intermediates: tuple[bytes, ...]
    revocation_lists: Callable[[], tuple[bytes, ...]]
    ocsp_responses: Callable[[], tuple[bytes, ...]] = tuple
    is_current: Callable[[], bool] = _always
    covers: Callable[[datetime], bool] = _at_any_time
    policy: str = ""

    def as_now(self) -> "IssuerTrust":
        """Return the same with the lists and answers of this moment: what is found rests on these alone."""
        lists, answers = self.revocation_lists(), self.ocsp_responses()
        return replace(self, revocation_lists=lambda: lists, ocsp_responses=lambda: answers)
