"""What a cell of a CSV may say so that no spreadsheet computes or renumbers it (T33, UX-19)."""

import re

Cell = str | int | None
_FORMULA = re.compile(r"[\s　]*[=+\-@＝＋－＠]|[\t\r\n]")
# Excel makes numbers of these: leading zeros, digits past the twelfth, and 12e5 would change.
_NUMBER_THAT_CHANGES = re.compile(r"0\d+|\d{12,}|\d+[eE][+-]?\d+")


def cell(value: Cell) -> str | int:
    """Return what is written: text that a spreadsheet would compute or renumber starts with an apostrophe."""
    if isinstance(value, int):
        return value
    text = value or ""
    changes = _FORMULA.match(text) or _NUMBER_THAT_CHANGES.fullmatch(text)
    return f"'{text}" if changes else text
