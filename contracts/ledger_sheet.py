"""契約台帳 as a table: the same columns are written and read, in Japanese in every language (MK-07)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from contracts.metadata import NO, NO_AMOUNT, OWN_ITEM, YES, Item, value_from
from contracts.tax_keeping import KeptAs
from contracts.type_preset import CustomField

ID, NUMBER, TITLE, OTHERS, KIND, EDITION = "ID", "契約番号", "文書名", "相手方", "契約種別", "版"
FIXED = (ID, NUMBER, TITLE, OTHERS, KIND, EDITION)
"""Of these ID or 契約番号 finds the contract, and 版 says what state of it the sheet was written from."""
NAMES: Mapping[str, str] = {
    "agreed_on": "契約締結日",
    "starts_on": "契約開始日",
    "ends_on": "契約終了日",
    "open_ended": "期間の定めなし",
    "auto_renews": "自動更新",
    "renews_for": "更新期間",
    "notice": "更新拒絶期限",
    "ending": "終了予定",
    "terminated_on": "解約日",
    "amount": "金額",
    "memo": "特記事項",
    "kept_as": "保存区分",
    "stored_at": "保管場所",
    "box": "箱番号",
}
ITEMS = {NAMES.get(item.value, item.value): item.value for item in Item}
MOST_ROWS, MOST_COLUMNS, MOST_FAULTS = 10_000, 200, 1_000
_WORDS: Mapping[str, Mapping[str, str]] = {
    "open_ended": {NO: "いいえ", YES: "はい"},
    "auto_renews": {NO: "なし", YES: "あり"},
    "ending": {NO: "いいえ", YES: "はい"},
    "kept_as": {KeptAs.ELECTRONIC: "電子取引", KeptAs.SCAN: "スキャナ", KeptAs.PAPER: "紙原本"},
    "amount": {NO_AMOUNT: "記載なし"},
}
_VALUES = {item: {word: value for value, word in words.items()} for item, words in _WORDS.items()}


@dataclass(frozen=True, slots=True)
class SheetFault:
    """`row` counts as a spreadsheet does, the header is 1; `column` is its name, or nothing for the whole."""

    row: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`cells` by the name of their column, as they were typed."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    rows: tuple[SheetRow, ...]
    faults: tuple[SheetFault, ...]


def header(own: Iterable[str]) -> list[str]:
    """Return the names of all columns; `own` are labels of items of any 契約種別."""
    return [*FIXED, *ITEMS, *dict.fromkeys(own_name(label) for label in own)]


def own_name(label: str) -> str:
    """Return the name of the column of an own item; one called like ours is told apart."""
    return f"{label}（独自）" if label in FIXED or label in ITEMS else label


def item_in(name: str, own: Sequence[CustomField]) -> str | None:
    """Return the item that the column stands for on a contract with these own items, if it has it."""
    if name in ITEMS:
        return ITEMS[name]
    return next((f"{OWN_ITEM}{one.code}" for one in own if own_name(one.label) == name), None)


def written(item: str, value: str) -> str:
    """Return what stands in the cell: words for codes, everything else as it is kept."""
    return _WORDS.get(item, {}).get(value, value)


def read(item: str, typed: str, own: Sequence[CustomField]) -> str:
    """Return the value; raises ValueUnreadable. What `written` wrote comes back the same."""
    word = typed.strip()
    return value_from(item, _VALUES.get(item, {}).get(word, typed), own)


def ledger_sheet(lines: Sequence[Sequence[str]], known: Iterable[str]) -> LedgerSheet:
    """Return every row that names a contract, and what is wrong with the form; `known` are all columns."""
    if not lines:
        return _whole("empty")
    names = [name.strip() for name in lines[0]]
    faults = [SheetFault(1, name, "column_unknown") for name in names if name and name not in set(known)]
    twice = dict.fromkeys(name for name in names if name and names.count(name) > 1)
    faults += [SheetFault(1, name, "column_twice") for name in twice]
    if not {ID, NUMBER} & set(names):
        return _whole("no_key")
    filled = [(at, line) for at, line in enumerate(lines[1:], 2) if any(one.strip() for one in line)]
    if len(filled) > MOST_ROWS or len(names) > MOST_COLUMNS:
        return _whole("too_long")
    if faults:
        return LedgerSheet((), tuple(faults))
    return _read(names, filled) if filled else _whole("empty")


def faults_spelled(faults: Sequence[SheetFault]) -> str:
    return json.dumps([asdict(one) for one in faults[:MOST_FAULTS]], ensure_ascii=False)


def faults_from(stored: str) -> list[SheetFault]:
    return [SheetFault(**one) for one in json.loads(stored)]


def _read(names: Sequence[str], lines: Sequence[tuple[int, Sequence[str]]]) -> LedgerSheet:
    beyond = len(names)
    wide = [SheetFault(at, "", "too_wide") for at, line in lines if any(one.strip() for one in line[beyond:])]
    padding = [""] * beyond
    rows = tuple(SheetRow(at, dict(zip(names, [*line, *padding], strict=False))) for at, line in lines)
    return LedgerSheet(rows, tuple(wide))


def _whole(code: str) -> LedgerSheet:
    return LedgerSheet((), (SheetFault(1, "", code),))
