"""From a file to its rows of cells: a wrong or missing column is named."""

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.bulk import MOST_BYTES, MOST_ROWS
from webapp.bulk_sendings.columns import ERROR, Column
from webapp.csv_reading import FileIsNoText, plain, rows_in


@dataclass(frozen=True, slots=True)
class TableFault:
    """What is wrong with the file as a whole; `column` is the name of the column it is about."""

    code: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """`line` counts as a spreadsheet does, the heading is 1; `typed` is by the names of columns."""

    line: int
    typed: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Cells, ...]
    faults: tuple[TableFault, ...]


def table_of(data: bytes, columns: Sequence[Column]) -> Table:
    if len(data) > MOST_BYTES:
        return _nothing(TableFault("bulk_too_large"))
    try:
        records = rows_in(data)
    except FileIsNoText:
        return _nothing(TableFault("bulk_no_text"))
    except ValueError:
        return _nothing(TableFault("bulk_unreadable"))
    heading = [plain(one.strip()) for one in records[0]] if records else []
    if faults := _heading_faults(heading, columns):
        return Table((), faults)
    rows = tuple(_rows(heading, records[1:]))
    if not rows:
        return _nothing(TableFault("bulk_empty"))
    return _nothing(TableFault("bulk_too_long")) if len(rows) > MOST_ROWS else Table(rows, ())


def _nothing(fault: TableFault) -> Table:
    return Table((), (fault,))


def _heading_faults(heading: Sequence[str], columns: Sequence[Column]) -> tuple[TableFault, ...]:
    """Columns of people must all be there; of the contract those left out are as in the template."""
    known = {one.name for one in columns} | {ERROR, ""}
    missing = [one.name for one in columns if one.number and one.name not in heading]
    unknown = [name for name in dict.fromkeys(heading) if name not in known]
    twice = [name for name in dict.fromkeys(heading) if name and heading.count(name) > 1]
    return (
        *(TableFault("bulk_column_missing", name) for name in missing),
        *(TableFault("bulk_column_unknown", name) for name in unknown),
        *(TableFault("bulk_column_twice", name) for name in twice),
    )


def _rows(heading: Sequence[str], records: Sequence[Sequence[str]]) -> list[Cells]:
    """An empty record is none; cells beyond the heading belong to no column."""
    found = []
    for line, record in enumerate(records, start=2):
        typed = {
            name: plain(cell.strip())
            for name, cell in zip(heading, record, strict=False)
            if name and name != ERROR
        }
        if any(typed.values()):
            found.append(Cells(line, typed))
    return found
