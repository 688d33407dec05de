from dataclasses import dataclass, field

from adapters.confinement import Json, Limits

# ISO 216 A0 in PDF points, rounded up.
A0_SHORT_SIDE = 2384
A0_LONG_SIDE = 3371


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """`file_bytes` in bytes, the sides of a page in PDF points after UserUnit."""

    file_bytes: int = 50 * 1024 * 1024
    pages: int = 500
    short_side: int = A0_SHORT_SIDE
    long_side: int = A0_LONG_SIDE
    compared_pages: int = 10
    child: Limits = field(default_factory=Limits)

    def for_child(self) -> dict[str, Json]:
        return {
            "pages": self.pages,
            "short_side": self.short_side,
            "long_side": self.long_side,
            "compared_pages": self.compared_pages,
        }
