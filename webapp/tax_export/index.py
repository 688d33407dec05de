"""索引 of an export: one row for each file, with the three keys, 契約情報, SHA-256 and timestamps.

The words are the law's and do not follow the reader's language: the file is for the tax office.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from contracts.csv_cells import Cell
from contracts.filed_names import record_name, stated_as
from contracts.money import in_units
from contracts.reasons import JST
from contracts.tax_keeping import KeptAs
from database.queries.tax_records import RecordFile, TaxRecord
from webapp.csv_answer import CsvEncoding, csv_bytes

KEPT = {KeptAs.ELECTRONIC: "電子取引", KeptAs.SCAN: "スキャナ保存", KeptAs.PAPER: "紙原本"}
AMOUNTS = {"stated": "", "none": "記載なし", "unknown": "未入力"}
TAXES = {"included": "税込", "excluded": "税抜"}


class Fate(StrEnum):
    """What became of a file; none is left out in silence."""

    HELD = "収録"
    MISSING = "ファイルが見つかりません"
    CHANGED = "ファイルの内容が記録と一致しません"
    NONE = "ファイルがありません"


@dataclass(frozen=True, slots=True)
class Line:
    """`path` is the file's in the ZIP, `size` in bytes; both empty where there is none."""

    record: TaxRecord
    paper: RecordFile | None
    path: str
    size: int | None
    fate: Fate


Pair = tuple[str, Cell]


def pairs(line: Line, *, inner: bool) -> list[Pair]:
    """Return heading and value of each column; `inner` adds what only the company's own people may read."""
    return [*_keys(line.record), *_terms(line.record), *(_inner(line.record) if inner else ()), *_file(line)]


def index_csv(lines: Sequence[Line], encoding: CsvEncoding, *, inner: bool) -> bytes:
    """Return the index; own items of the 契約種別 get a column each, behind the others."""
    labels = _labels(lines) if inner else []
    header = [heading for heading, _ in pairs(lines[0], inner=inner)] if lines else []
    return csv_bytes([*header, *labels], index_rows(lines, inner=inner), encoding)


def index_json(lines: Sequence[Line], *, inner: bool) -> bytes:
    rows = [
        dict(pairs(line, inner=inner)) | ({"独自項目": dict(line.record.own_items)} if inner else {})
        for line in lines
    ]
    return json.dumps({"format": "warifu-tax-index/1", "files": rows}, ensure_ascii=False, indent=1).encode()


def index_rows(lines: Sequence[Line], *, inner: bool) -> Iterator[list[Cell]]:
    labels = _labels(lines) if inner else []
    for line in lines:
        yield [value for _, value in pairs(line, inner=inner)] + _own(line, labels)


def path_for(record: TaxRecord, paper: RecordFile, taken: set[str]) -> str:
    """Return 保存区分/日付_取引先_金額_文書名.pdf, numbered where another has it; `taken` learns of it.

    Systems that fold case would take A.pdf and a.pdf for one.
    """
    amount = stated_as(record.amount_state, record.amount, record.currency)
    folder = KEPT[KeptAs(record.kept_as)]
    stem = record_name(record.traded_on, record.counterparty, amount, paper.name)
    number, path = 1, f"{folder}/{stem}.pdf"
    while path.casefold() in taken:
        number += 1
        path = f"{folder}/{stem}_{number}.pdf"
    taken.add(path.casefold())
    return path


def _keys(record: TaxRecord) -> list[Pair]:
    return [
        ("取引年月日", _day(record.traded_on)),
        ("取引先", "、".join(record.counterparties)),
        ("取引金額", in_units(record.amount, record.currency) if record.amount is not None else None),
        ("通貨", record.currency if record.amount is not None else ""),
        ("税区分", TAXES.get(record.amount_tax, "") if record.amount is not None else ""),
        ("金額の記載", AMOUNTS[record.amount_state]),
        ("書類名", record.title),
        ("契約番号", record.number),
        ("保存区分", KEPT[KeptAs(record.kept_as)]),
    ]


def _terms(record: TaxRecord) -> list[Pair]:
    return [
        ("契約種別", record.kind),
        ("締結日（書面の記載）", _day(record.agreed_on)),
        ("合意成立日時", _instant(record.agreed_at)),
        ("契約開始日", _day(record.starts_on)),
        ("契約終了日", _day(record.ends_on)),
        ("期間の定め", "なし" if record.open_ended else ""),
    ]


def _inner(record: TaxRecord) -> list[Pair]:
    return [
        ("担当者", record.owner),
        ("フォルダ", record.folder),
        ("タグ", "、".join(record.tags)),
        ("保管場所", record.stored_at),
        ("箱番号", record.box),
        ("メモ", record.memo),
    ]


def _file(line: Line) -> list[Pair]:
    stamp, paper = line.paper.stamp if line.paper else None, line.paper
    return [
        ("ファイルの種類", ("合意証明書" if paper.is_certificate else "文書") if paper else ""),
        ("ファイル名", line.path),
        ("結果", line.fate.value),
        ("バイト数", line.size),
        ("SHA-256", paper.file.digest if paper else ""),
        ("タイムスタンプ日時", _instant(stamp.at) if stamp else ""),
        ("最新のタイムスタンプ日時", _instant(stamp.newest_at) if stamp else ""),
        ("時刻認証局", stamp.authority if stamp else ""),
        ("認定タイムスタンプ", (stamp.accredited or "認定タイムスタンプではありません") if stamp else ""),
        ("文書ID", line.record.public_id),
    ]


def _labels(lines: Sequence[Line]) -> list[str]:
    return list(dict.fromkeys(label for line in lines for label, _ in line.record.own_items))


def _own(line: Line, labels: Sequence[str]) -> list[Cell]:
    held = dict(line.record.own_items)
    return [held.get(label, "") for label in labels]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _instant(at: datetime | None) -> str:
    return f"{at.astimezone(JST):%Y-%m-%d %H:%M:%S}+09:00" if at else ""
