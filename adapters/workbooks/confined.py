"""Reading a workbook; runs in the child only. How much it unpacks to is asked before anything is unpacked."""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast
from zipfile import BadZipFile

from openpyxl import load_workbook

from adapters.confinement import Answer

MIDNIGHT = "T00:00:00"


class Refused(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_workbook(question: Answer) -> Answer:
    limits = cast("dict[str, int]", question.facts)
    try:
        _require_light(question.body, limits)
        rows = _rows(question.body, limits)
    except Refused as refused:
        return Answer({"refused": refused.code})
    except (BadZipFile, LookupError, ValueError, TypeError, AttributeError, OSError, SyntaxError):
        return Answer({"refused": "damaged"})
    return Answer({}, json.dumps(rows, ensure_ascii=False).encode())


def _require_light(data: bytes, limits: dict[str, int]) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        entries = book.infolist()
    if len(entries) > limits["entries"] or sum(one.file_size for one in entries) > limits["bytes"]:
        raise Refused("too_heavy")


def _rows(data: bytes, limits: dict[str, int]) -> list[list[str]]:
    """Read on row by row: what a sheet says of its own size is not believed."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    rows: list[list[str]] = []
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    for cells in sheet.iter_rows(values_only=True):
        line = _line(cells)
        if len(line) > limits["columns"] or len(rows) > limits["rows"]:
            raise Refused("too_long")
        rows.append(line)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _line(cells: Iterable[Any]) -> list[str]:
    line = [_text(cell) for cell in cells]
    while line and not line[-1]:
        line.pop()
    return line


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "はい" if cell else "いいえ"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat().removesuffix(MIDNIGHT)
    return cell.isoformat() if isinstance(cell, date) else str(cell)
