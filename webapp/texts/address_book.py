"""宛先帳: what is wrong with a cell of a file."""

from typing import Protocol

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.texts.draft_faults import SENTENCES as DRAFT_FAULTS

FILE_FAULTS: dict[str, LazyString] = {
    "csv_unreadable": _l("CSVとして読み取れません。UTF-8かShift_JISで保存してください。"),
    "csv_header": _l("1行目の見出しが違います。「CSVで出力」したファイルの見出しに合わせてください。"),
    "csv_too_long": _l("ファイルが大きすぎます。2,000件までに分けてください。"),
    "csv_word": _l("使えない言葉です。「CSVで出力」したファイルの書き方に合わせてください。"),
}


class Cell(Protocol):
    @property
    def row(self) -> int: ...

    @property
    def column(self) -> str: ...

    @property
    def code(self) -> str: ...


def cell_sentence(fault: Cell) -> str:
    words = FILE_FAULTS.get(fault.code) or DRAFT_FAULTS[fault.code]
    if not fault.column:
        return str(words)
    return str(_("%(row)s行目「%(column)s」：%(why)s", row=fault.row, column=fault.column, why=words))
