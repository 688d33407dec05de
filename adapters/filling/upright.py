"""Appearances that stand upright on a page that is displayed turned (ISO 32000-1, 12.5.5)."""

SIDEWAYS = frozenset({90, 270})
UPRIGHT = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, 1, -1, 0, 0, 0),
    180: (-1, 0, 0, -1, 0, 0),
    270: (0, -1, 1, 0, 0, 0),
}
"""The form matrix by /Rotate."""
