from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from contracts.signing import ImprintMark

Shape = Literal["round", "square", "double_ring", "drawn", "uploaded"]
Reason = Literal["blank_glyph", "empty", "too_long"]


class ImprintImpossible(Exception):
    """No seal can be drawn; `facts` holds `character`, or `length` and `most`."""

    def __init__(self, code: Reason, facts: Mapping[str, str | int] = MappingProxyType({})) -> None:
        super().__init__(code, dict(facts))
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Imprint:
    """A seal whose outer edge is `size_mm` wide; `svg` has viewBox 0 0 100 100 and no style element."""

    shape: Shape
    text: str
    size_mm: float
    svg: str
    operators: bytes

    @property
    def mark(self) -> ImprintMark:
        return ImprintMark(self.text, self.operators, self.size_mm)
