"""宛先帳 as CSV: the same columns are written and read; their names are Japanese in every language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.address_book import Entry, entry_faults
from contracts.phone import mobile_from
from contracts.standing import PartyKind
from webapp.csv_answer import Row
from webapp.csv_reading import plain, rows_in, with_zero

HEADER = ("区分", "会社名", "部署・役職", "氏名", "役割", "メールアドレス", "携帯電話番号", "言語", "使う人")
COLUMN_OF = dict(
    zip(
        ("kind", "company", "title", "name", "role", "mail", "phone", "language", "shared"),
        HEADER,
        strict=True,
    )
)
LONGEST = {"company": 200, "title": 200, "name": 200, "role": 100, "mail": 320}
KINDS = {
    "個人": PartyKind.INDIVIDUAL.value,
    "法人": PartyKind.CORPORATE_INFORMAL.value,
    "法人（認印）": PartyKind.CORPORATE_INFORMAL.value,
}
LANGUAGES = {"": "ja", "ja": "ja", "日本語": "ja", "en": "en", "english": "en", "英語": "en"}
SHARED = {"": False, "自分": False, "自分だけ": False, "全員": True}
MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class CellFault:
    """`row` counts as a spreadsheet does, the header is 1; `column` is its name, `code` the fault."""

    row: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Table:
    entries: tuple[Entry, ...]
    faults: tuple[CellFault, ...]


def rows_of(entries: Sequence[Entry]) -> Iterator[Row]:
    for one in entries:
        kind = "個人" if one.kind == PartyKind.INDIVIDUAL else "法人"
        shared = "全員" if one.shared else "自分だけ"
        reached = (one.mail, one.phone, one.language, shared)
        yield (kind, one.company, one.title, one.name, one.role, *reached)


def table_of(data: bytes, *, may_share: bool) -> Table:
    """Read UTF-8 or CP932; with any fault the entries are not to be kept."""
    try:
        rows = rows_in(data)
    except ValueError:
        return Table((), (CellFault(1, "", "csv_unreadable"),))
    if not rows or tuple(one.strip() for one in rows[0][: len(HEADER)]) != HEADER:
        return Table((), (CellFault(1, "", "csv_header"),))
    if len(rows) > MOST_ROWS + 1:
        return Table((), (CellFault(len(rows), "", "csv_too_long"),))
    return _read(rows[1:], may_share=may_share)


def _read(rows: Sequence[Sequence[str]], *, may_share: bool) -> Table:
    entries: list[Entry] = []
    faults: list[CellFault] = []
    for number, row in enumerate(rows, start=2):
        cells = dict(zip(COLUMN_OF, (_plain(one) for one in row), strict=False))
        if not any(cells.values()):
            continue
        entry, wrong = _entry(cells, may_share=may_share)
        entries.append(entry)
        faults += [CellFault(number, COLUMN_OF[name], code) for name, code in wrong]
    return Table(tuple(entries), tuple(faults))


def _entry(cells: dict[str, str], *, may_share: bool) -> tuple[Entry, list[tuple[str, str]]]:
    known = {"kind": {*KINDS}, "language": {*LANGUAGES}, "shared": {*SHARED}}
    wrong = [
        (name, "csv_word") for name, words in known.items() if cells.get(name, "").casefold() not in words
    ]
    phone = ""
    try:
        phone = mobile_from(with_zero(cells.get("phone", "")))
    except ValueError as fault:
        wrong.append(("phone", str(fault)))
    entry = Entry(
        kind=KINDS.get(cells.get("kind", ""), PartyKind.INDIVIDUAL.value),
        phone=phone,
        language=LANGUAGES.get(cells.get("language", "").casefold(), "ja"),
        shared=SHARED.get(cells.get("shared", ""), False) and may_share,
        **{name: cells.get(name, "")[:most] for name, most in LONGEST.items()},
    )
    missing = [] if any(name == "phone" for name, _code in wrong) else list(entry_faults(entry))
    return entry, [*wrong, *missing]


def _plain(text: str) -> str:
    return plain(" ".join(text.split()))
