"""台帳CSV beside the files: which columns there are, and which row belongs to which file (MK-08, MK-24).

The names of the columns are Japanese in every language, like those of the other files.
"""

import codecs
import csv
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from contracts import ledger_sheet
from contracts.importing import MOST_SHEET_BYTES
from contracts.metadata import Item

FILE, TITLE, TYPE, HOW, OWNER, PARTIES, RECEIVED = (
    *("file", "title", "type", "how", "owner", "counterparties", "received_on"),
)
FIXED: Mapping[str, str] = {
    FILE: "ファイル名",
    TITLE: "契約書名",
    TYPE: "契約種別",
    HOW: "締結方法",
    PARTIES: "相手方",
    OWNER: "自社担当者",
    RECEIVED: "受領日",
}
ITEMS: Mapping[str, str] = {code: name for name, code in ledger_sheet.ITEMS.items()}
ALSO_CALLED: Mapping[str, str] = {
    "文書名": TITLE,
    "契約名": TITLE,
    "相手方名": PARTIES,
    "取引先": PARTIES,
    "担当者": OWNER,
    "締結日": Item.AGREED_ON,
    "開始日": Item.STARTS_ON,
    "終了日": Item.ENDS_ON,
    "取引金額": Item.AMOUNT,
    "メモ": Item.MEMO,
}
BESIDE = ("；", ";", "\n")
"""Between two counterparties of one cell; 、 stands in names."""
MOST_ROWS = 10_000
_NO_TEXT = (b"PK\x03\x04", b"%PDF-")
_COMPUTED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


class SheetUnreadable(Exception):
    """`code` says why nothing of the ledger was read; `column` names the heading it is about."""

    def __init__(self, code: str, column: str = "") -> None:
        super().__init__(code, column)
        self.code, self.column = code, column


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`line` counts as a spreadsheet does, the heading is 1; `typed` is by the codes of the columns."""

    line: int
    typed: Mapping[str, str]

    @property
    def file(self) -> str:
        return self.typed.get(FILE, "")


@dataclass(frozen=True, slots=True)
class Matched:
    """Each file with its row, if it has one, and the rows that no file was brought for."""

    pairs: Sequence[tuple[str, SheetRow | None]]
    without_file: Sequence[SheetRow]


def columns_of(own: Iterable[str]) -> dict[str, str]:
    """Return the headings by their codes; `own` are labels of own items of any 契約種別, their own codes."""
    return {**FIXED, **ITEMS, **{(name := ledger_sheet.own_name(label)): name for label in own}}


def rows_in(data: bytes, own: Iterable[str], encoding: str = "") -> list[SheetRow]:
    """Return the rows that say anything; UTF-8 or Shift_JIS is found out unless `encoding` names it.

    Raises SheetUnreadable.
    """
    records = _records(data, encoding)
    if not records:
        raise SheetUnreadable("sheet_empty")
    codes_by_place = _codes(records[0], own)
    rows = list(_rows(codes_by_place, records[1:]))
    if not rows:
        raise SheetUnreadable("sheet_empty")
    if len(rows) > MOST_ROWS:
        raise SheetUnreadable("sheet_too_long")
    return rows


def matched(files: Iterable[str], rows: Sequence[SheetRow]) -> Matched:
    """Find each file's row by its name; letter case, width of letters and a left out .pdf do not matter.

    A row may name the folders before the file: it then goes before rows that name the file alone, so that
    files of one name in several folders are told apart. The first row that names a file is the one.
    """
    names = list(files)
    exact = _first_by(_path, rows)
    found = {name: row for name in names if (row := exact.get(_path(name))) is not None}
    taken = {_path(name) for name in found}
    loose = _first_by(_plain, [row for row in rows if _path(row.file) not in taken])
    pairs = [(name, found.get(name) or loose.get(_plain(name))) for name in names]
    used = {row.line for _name, row in pairs if row is not None}
    return Matched(pairs, [row for row in rows if row.line not in used])


def named_twice(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """Return the rows whose file another row before them names already."""
    seen: set[str] = set()
    found = []
    for row in rows:
        name = _path(row.file)
        if name in seen:
            found.append(row)
        seen.add(name)
    return found


def parties_in(cell: str) -> tuple[str, ...]:
    for one in BESIDE[1:]:
        cell = cell.replace(one, BESIDE[0])
    return tuple(dict.fromkeys(" ".join(one.split()) for one in cell.split(BESIDE[0]) if one.strip()))


def _first_by(key: Callable[[str], str], rows: Iterable[SheetRow]) -> dict[str, SheetRow]:
    found: dict[str, SheetRow] = {}
    for row in rows:
        found.setdefault(key(row.file), row)
    return found


def _path(name: str) -> str:
    """Return the name with its folders, folded: what was typed on Windows or macOS is what lies on a disk."""
    folded = unicodedata.normalize("NFKC", name.replace("\\", "/")).casefold().strip()
    return folded.removeprefix("./").removesuffix(".pdf")


def _plain(name: str) -> str:
    return _path(name).rpartition("/")[2]


def _records(data: bytes, encoding: str) -> list[list[str]]:
    if len(data) > MOST_SHEET_BYTES:
        raise SheetUnreadable("sheet_too_large")
    if b"\0" in data or data.startswith(_NO_TEXT):
        raise SheetUnreadable("sheet_no_text")
    try:
        return list(csv.reader(StringIO(_decoded(data, encoding), newline=""), strict=True))
    except (csv.Error, UnicodeDecodeError, LookupError):
        raise SheetUnreadable("sheet_unreadable") from None


def _decoded(data: bytes, encoding: str) -> str:
    if encoding:
        return data.decode("cp932" if encoding.casefold() in {"shift_jis", "sjis", "cp932"} else "utf-8-sig")
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp932")


def _codes(heading: Sequence[str], own: Iterable[str]) -> list[str]:
    known = {name: code for code, name in columns_of(own).items()} | dict(ALSO_CALLED)
    names = [_shown(one) for one in heading]
    unknown = next((name for name in names if name and name not in known), None)
    if unknown is not None:
        raise SheetUnreadable("sheet_column_unknown", unknown)
    codes_by_place = [known.get(name, "") for name in names]
    places = zip(names, codes_by_place, strict=True)
    twice = next((name for name, code in places if _again(code, codes_by_place)), None)
    if twice is not None:
        raise SheetUnreadable("sheet_column_twice", twice)
    if FILE not in codes_by_place:
        raise SheetUnreadable("sheet_column_missing", FIXED[FILE])
    return codes_by_place


def _again(code: str, codes_by_place: Sequence[str]) -> bool:
    """相手方 may stand several times: one column for each of them."""
    return bool(code) and code != PARTIES and codes_by_place.count(code) > 1


def _rows(codes_by_place: Sequence[str], records: Iterable[Sequence[str]]) -> Iterator[SheetRow]:
    for line, record in enumerate(records, start=2):
        typed: dict[str, str] = {}
        for code, cell in zip(codes_by_place, record, strict=False):
            text = _shown(cell)
            if code and text:
                typed[code] = f"{typed[code]}{BESIDE[0]}{text}" if code in typed else text
        if typed:
            yield SheetRow(line, typed)


def _shown(cell: str) -> str:
    """Take back the apostrophe that an export puts before what a spreadsheet would compute."""
    text = unicodedata.normalize("NFC", cell.strip())
    return text[1:] if text.startswith("'") and text[1:].startswith(_COMPUTED) else text
