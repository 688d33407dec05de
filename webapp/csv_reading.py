"""CSV as people's spreadsheets save it: UTF-8 with or without its mark, or CP932 (domain.md UX-19)."""

import codecs
import csv
import re
from io import StringIO

from contracts.csv_cells import cell

_NO_TEXT = (b"PK\x03\x04", b"%PDF-")
"""How workbooks and PDFs begin, whatever their name says."""
_LOST_ZERO = re.compile(r"[6-9]0\d{8}")


class FileIsNoText(ValueError):
    """A workbook, a PDF or a picture that is only called .csv; no encoding would mend it."""


def rows_in(data: bytes) -> list[list[str]]:
    """Return the records; a quoted line break stays within its cell.

    Raises ValueError for no CSV, FileIsNoText among it.
    """
    if b"\0" in data or data.startswith(_NO_TEXT):
        raise FileIsNoText
    try:
        return list(csv.reader(StringIO(decoded(data), newline=""), strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from None


def decoded(data: bytes) -> str:
    """Return the text, without its mark; raises UnicodeDecodeError."""
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp932")


def plain(text: str) -> str:
    """Take back the apostrophe that an export puts before what a spreadsheet would compute (T33)."""
    return text[1:] if text.startswith("'") and cell(text[1:]) == text else text


def with_zero(text: str) -> str:
    """A spreadsheet takes 09012345678 for a number and drops its zero."""
    return f"0{text}" if _LOST_ZERO.fullmatch(text) else text
