"""編集者, 閲覧者, 訪問者, なし: how far a contract is open to a person (MK-80)."""

from collections.abc import Iterable
from enum import StrEnum

from contracts.roles import Permission


class Level(StrEnum):
    """A 訪問者 reads, a 閲覧者 also takes files away, an 編集者 also does what the role allows."""

    NONE = "none"
    VISITOR = "visitor"
    VIEWER = "viewer"
    EDITOR = "editor"

    def reaches(self, least: "Level") -> bool:
        return _ORDER.index(self) >= _ORDER.index(least)

    def allows(self, permission: Permission) -> bool:
        """Tell whether the level leaves `permission` to whom the role gives it."""
        return self.reaches(_NEEDED.get(permission, Level.VISITOR))


def levels_from(least: Level) -> tuple[Level, ...]:
    """Return `least` and what is more."""
    return _ORDER[_ORDER.index(least) :]


def highest(levels: Iterable[Level]) -> Level:
    return max(levels, key=_ORDER.index, default=Level.NONE)


_ORDER = (Level.NONE, Level.VISITOR, Level.VIEWER, Level.EDITOR)
_NEEDED = {
    Permission.DOWNLOAD: Level.VIEWER,
    Permission.SEND: Level.EDITOR,
    Permission.DRAFT: Level.VIEWER,
    Permission.FILE: Level.EDITOR,
    Permission.REVIEW: Level.EDITOR,
}
