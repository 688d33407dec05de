"""Writing a workbook: every cell is text, so that nothing is computed or renumbered (threats.md T33)."""

import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

AS_TEXT, STRING = "@", "s"
WIDTH = 18
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""XML 1.0 has no place for these."""


def workbook_of(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return an .xlsx of one sheet with its header frozen; dates and amounts are text, as a CSV has them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number in range(1, len(header) + 1):
        sheet.column_dimensions[_letters(number)].width = WIDTH
    sheet.append([_cell(sheet, name, bold=True) for name in header])
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: object, text: str, *, bold: bool = False) -> WriteOnlyCell:
    """A text that begins with = stays a text: its type is set after its value."""
    cell = WriteOnlyCell(sheet, value=_UNWRITABLE.sub("", text))
    cell.data_type, cell.number_format = STRING, AS_TEXT
    if bold:
        cell.font = Font(bold=True)
    return cell


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
