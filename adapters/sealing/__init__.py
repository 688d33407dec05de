"""The signing key, the timestamps and the signatures; only the worker may import this package."""

from adapters.sealing.authority import Authority, AuthorityIsMissing, WrongPassphrase, load_authority
from adapters.sealing.creation import create_test_authority
from adapters.sealing.http_timestamper import HttpTimestamper
from adapters.sealing.local_timestamper import LocalTimestamper
from adapters.sealing.ordered_timestamper import OrderedTimestamper
from adapters.sealing.revision import SealedRevision
from adapters.sealing.sealer import ParentIsForeign, Sealer, require_extends
from adapters.sealing.timestamp_source import (
    TimestampRefused,
    TimestampSource,
    TimestampTrust,
    TimestampUnavailable,
)

__all__ = [
    "Authority",
    "AuthorityIsMissing",
    "HttpTimestamper",
    "LocalTimestamper",
    "OrderedTimestamper",
    "ParentIsForeign",
    "SealedRevision",
    "Sealer",
    "TimestampRefused",
    "TimestampSource",
    "TimestampTrust",
    "TimestampUnavailable",
    "WrongPassphrase",
    "create_test_authority",
    "load_authority",
    "require_extends",
]
