"""Who reaches which contract, and how far: folders, levels, 親展 (domain.md MK-76 to MK-81)."""

from contracts.access.levels import Level
from contracts.access.seeing import Placed, Reader, level_of

__all__ = ["Level", "Placed", "Reader", "level_of"]
