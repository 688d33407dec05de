"""Behind a signature: its certificates, its timestamp, and what its revision changed (CL-36, CL-38)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Change(StrEnum):
    """What a revision did beyond signing; only the first three are a signature's own business."""

    FILLED = "filled"
    FIELD_ADDED = "field_added"
    VALIDATION_DATA = "validation_data"
    REFILLED = "refilled"
    VISIBLE_FIELD_ADDED = "visible_field_added"
    FIELD_SHOWN = "field_shown"
    ANNOTATION = "annotation"
    PAGE_CONTENT = "page_content"
    PAGES = "pages"
    STRUCTURE = "structure"


HARMLESS = frozenset({Change.FILLED, Change.FIELD_ADDED, Change.VALIDATION_DATA})


@dataclass(frozen=True, slots=True)
class CertificateFinding:
    """As the certificate says of itself; `serial` and `fingerprint` (SHA-256) in hex."""

    subject: str
    organization: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    key_usage: tuple[str, ...]
    extended_usage: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class TimestampFinding:
    """RFC 3161: `at` is genTime; `certificates` from the authority's own up to the root, as far as known."""

    at: datetime
    authority: str
    serial: str
    policy: str
    trusted: bool
    certificates: tuple[CertificateFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisionFinding:
    """Everything after the revision before, up to `length` octets, where the signature in `field` ends.

    `field` is empty for what follows the last signature. `names` are the fields filled, `pages` (from 1)
    where something may look different. The first revision changes nothing: it is the document.
    """

    number: int
    field: str
    length: int
    changes: tuple[Change, ...] = ()
    names: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()

    @property
    def unusual(self) -> tuple[Change, ...]:
        """What signing does not need: it may change what a reader sees."""
        return tuple(change for change in self.changes if change not in HARMLESS)
