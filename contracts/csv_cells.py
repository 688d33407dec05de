"""What a cell of a CSV may say so that no spreadsheet computes or renumbers it (T33, UX-19)."""

import re

Cell = str | int | None
_FORMULA = re.compile(r"[\s　]*[=+\-@＝＋－＠]|[\t\r\n]")
# Excel makes numbers of these: leading zeros, digits past the twelfth, and 12e5 would change.
_NUMBER_THAT_CHANGES = re.compile(r"0\d+|\d{12,}|\d+[eE][+-]?\d+")
# And days of these: a box 3-2 would come back as 3月2日. A whole day, 2026-04-01, comes back as itself.
_MADE_A_DAY = re.compile(r"\d{1,4}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{1,4}")


def cell(value: Cell) -> str | int:
    """Return what is written: text that a spreadsheet would compute or renumber starts with an apostrophe."""
    if isinstance(value, int):
        return value
    text = value or ""
    changes = _FORMULA.match(text) or _NUMBER_THAT_CHANGES.fullmatch(text) or _MADE_A_DAY.fullmatch(text)
    return f"'{text}" if changes else text
