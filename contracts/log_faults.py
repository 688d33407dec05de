"""What a check of the record may find: each fault names the first row that is not what it was (T73)."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Area(StrEnum):
    """Where a fault was found: 操作ログ, 契約の記録, what the record filed, or the anchors."""

    LOG = "log"
    CONTRACT = "contract"
    FILED = "filed"
    ANCHOR = "anchor"


class Wrong(StrEnum):
    """Beside `contracts.log_walk.Broken`, which tells of the rows of a chain."""

    NOT_LOGGED = "not_logged"
    """An event of a contract of which the organisation's log has no row."""
    NOT_RECORDED = "not_recorded"
    """A row of the log that tells of an event which its contract does not have."""
    UNLIKE = "unlike"
    """The row that an event filed is gone, or holds another digest."""
    CHANGES_UNLIKE = "changes_unlike"
    """The history of 契約情報 is not what this row of the log says was changed (LW-22)."""
    CHANGES_UNTOLD = "changes_untold"
    """The history of 契約情報 has rows that no row of the log tells of."""
    VALUE_UNLIKE = "value_unlike"
    """An item of 契約情報 is not what its history ends with: it was changed past the application."""
    STONE_UNLIKE = "stone_unlike"
    """What is left of a disposed contract is not what the log says was left, or gone without two persons."""
    UNFOUNDED = "unfounded"
    """A signed revision of which no event tells."""
    FILE_MISSING = "file_missing"
    FILE_CHANGED = "file_changed"
    ROW_MISSING = "row_missing"
    ROW_CHANGED = "row_changed"
    NOT_LINKED = "not_linked"
    """The anchor does not name the one before it."""
    TOKEN_FALSE = "token_false"  # noqa: S105 -- no password
    """The timestamp is not over this anchor, or its signature does not hold."""
    TOKEN_UNTRUSTED = "token_untrusted"  # noqa: S105 -- no password
    ANCHOR_GONE = "anchor_gone"
    """A log tells of later anchors than there are."""
    EXCHANGED = "exchanged"
    """The log tells of another timestamp for this anchor."""
    ORGANIZATION_GONE = "organization_gone"


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` is a Broken or a Wrong; `sequence` to `through` are rows, or the number of an anchor.

    `at` (ISO, UTC) and `code` are the row's own, empty where there is no row; `contract` is its number or
    id, `place` a table or a file.
    """

    area: Area
    kind: str
    organization: str = ""
    sequence: int = 0
    through: int = 0
    at: str = ""
    code: str = ""
    contract: str = ""
    place: str = ""

    def as_json(self) -> dict[str, str | int]:
        """Return what is not empty."""
        return {name: value for name, value in asdict(self).items() if value}
