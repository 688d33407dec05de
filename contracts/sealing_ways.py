"""印影の作り方: which of them the sender offers a party (domain.md CF-08, CS-24, CS-36)."""

from enum import StrEnum


class SealingWay(StrEnum):
    """生成 / アップロード / 手書き."""

    GENERATED = "generated"
    UPLOADED = "uploaded"
    DRAWN = "drawn"


def ways_of(stored: str) -> tuple[SealingWay, ...]:
    """Return the ways that a stored text names, in the order they are offered."""
    named = stored.split()
    return tuple(way for way in SealingWay if way in named)
