"""利用者 as a table: the same columns are written and read; their names are Japanese in every language."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from contracts.mail_address import is_address
from contracts.phone import printed_phone
from contracts.roles import Role

HEADER = ("メールアドレス", "氏名", "役割", "電話番号", "言語")
MAIL, NAME, ROLE, PHONE, LANGUAGE = HEADER
ROLES = {
    "管理者": Role.ADMINISTRATOR,
    "法務": Role.LEGAL,
    "承認者": Role.APPROVER,
    "閲覧者": Role.VIEWER,
    "コンプライアンス": Role.COMPLIANCE,
    "システム管理者": Role.SYSTEM,
}
LANGUAGES = {"": "ja", "日本語": "ja", "ja": "ja", "英語": "en", "en": "en"}
MOST_ROWS, LONGEST_NAME, LONGEST_MAIL = 200, 200, 320
"""Each new account costs a password hash: more at once would keep a page waiting for too long."""


@dataclass(frozen=True, slots=True)
class SheetFault:
    """`row` counts as a spreadsheet does, the header is 1; `column` is its name, or nothing for the whole."""

    row: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class UserRow:
    row: int
    mail: str
    name: str
    role: Role
    phone: str
    language: str


@dataclass(frozen=True, slots=True)
class UserSheet:
    rows: tuple[UserRow, ...]
    faults: tuple[SheetFault, ...]


def user_sheet(text: str) -> UserSheet:
    """Return every row that can be read, and what is wrong with the others."""
    if "\0" in text:
        return _whole("unreadable")
    try:
        lines = list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error:
        return _whole("unreadable")
    if not lines or tuple(one.strip() for one in lines[0]) != HEADER:
        return _whole("header")
    filled = [(at, line) for at, line in enumerate(lines[1:], 2) if any(one.strip() for one in line)]
    if len(filled) > MOST_ROWS:
        return _whole("too_long")
    return _read(filled) if filled else _whole("empty")


def _whole(code: str) -> UserSheet:
    return UserSheet((), (SheetFault(1, "", code),))


def _read(lines: Sequence[tuple[int, Sequence[str]]]) -> UserSheet:
    rows: list[UserRow] = []
    faults: list[SheetFault] = []
    known: set[str] = set()
    for at, line in lines:
        cells = dict(zip(HEADER, [*(_plain(one) for one in line), *[""] * len(HEADER)], strict=False))
        wrong = _wrong(at, cells)
        if cells[MAIL].casefold() in known:
            wrong.append(SheetFault(at, MAIL, "twice"))
        known.add(cells[MAIL].casefold())
        faults += wrong
        if not wrong:
            rows.append(_row(at, cells))
    return UserSheet(tuple(rows), tuple(faults))


def _wrong(at: int, cells: dict[str, str]) -> list[SheetFault]:
    codes = {
        MAIL: _mail_fault(cells[MAIL]),
        NAME: "" if cells[NAME] else "missing",
        ROLE: "" if cells[ROLE] in ROLES else "role",
        PHONE: _phone_fault(cells[PHONE]),
        LANGUAGE: "" if cells[LANGUAGE].casefold() in LANGUAGES else "language",
    }
    if len(cells[NAME]) > LONGEST_NAME:
        codes[NAME] = "longer"
    return [SheetFault(at, column, code) for column, code in codes.items() if code]


def _mail_fault(mail: str) -> str:
    if not mail:
        return "missing"
    return "" if is_address(mail) and len(mail) <= LONGEST_MAIL else "mail"


def _phone_fault(phone: str) -> str:
    try:
        printed_phone(phone)
    except ValueError:
        return "phone"
    return ""


def _row(at: int, cells: dict[str, str]) -> UserRow:
    return UserRow(
        at,
        cells[MAIL],
        cells[NAME],
        ROLES[cells[ROLE]],
        printed_phone(cells[PHONE]),
        LANGUAGES[cells[LANGUAGE].casefold()],
    )


def _plain(text: str) -> str:
    """Take back the apostrophe that keeps a spreadsheet from computing (T33)."""
    return " ".join(text.split()).removeprefix("'")
