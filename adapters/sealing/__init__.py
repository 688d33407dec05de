"""The signing key, the timestamps and the signatures; only the worker may import this package."""

from adapters.sealing.keys.authority import Authority, AuthorityIsMissing, WrongPassphrase, load_authority
from adapters.sealing.keys.creation import create_test_authority
from adapters.sealing.keys.generations import AuthorityOpening, renew_authority
from adapters.sealing.keys.key_ring import KeyRing
from adapters.sealing.keys.opened_key import key_ring_of
from adapters.sealing.keys.pkcs12_key import Pkcs12Opening
from adapters.sealing.keys.signing_key import KeySource, SigningKey, SigningKeyUnusable
from adapters.sealing.keys.token_key import TokenOpening
from adapters.sealing.revision import SealedRevision
from adapters.sealing.sealer import ParentIsForeign, Sealer, require_extends
from adapters.sealing.timestamps.configured_timestampers import (
    ConfiguredTimestampers,
    configured_timestampers,
)
from adapters.sealing.timestamps.head_stamper import HeadStamper
from adapters.sealing.timestamps.http_timestamper import HttpTimestamper
from adapters.sealing.timestamps.local_timestamper import LocalTimestamper
from adapters.sealing.timestamps.ordered_timestamper import OrderedTimestamper
from adapters.sealing.timestamps.timestamp_source import (
    NotProvable,
    TimestampRefused,
    TimestampSource,
    TimestampUnavailable,
)
from adapters.sealing.timestamps.timestampers import configured_of, timestamper_of
from adapters.sealing.trust import IssuerTrust

__all__ = [
    "Authority",
    "AuthorityIsMissing",
    "AuthorityOpening",
    "ConfiguredTimestampers",
    "HeadStamper",
    "HttpTimestamper",
    "IssuerTrust",
    "KeyRing",
    "KeySource",
    "LocalTimestamper",
    "NotProvable",
    "OrderedTimestamper",
    "ParentIsForeign",
    "Pkcs12Opening",
    "SealedRevision",
    "Sealer",
    "SigningKey",
    "SigningKeyUnusable",
    "TimestampRefused",
    "TimestampSource",
    "TimestampUnavailable",
    "TokenOpening",
    "WrongPassphrase",
    "configured_of",
    "configured_timestampers",
    "create_test_authority",
    "key_ring_of",
    "load_authority",
    "renew_authority",
    "require_extends",
    "timestamper_of",
]
