"""訂正・削除の履歴 in the ZIP, beside the index: what became of the records since they are records (LW-22).

The words are the law's and do not follow the reader's language, as those of the index.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import force_locale
from sqlalchemy.orm import Session

from database.queries.corrections import Scope
from webapp.corrections import KINDS, correction_header, correction_lines, correction_row
from webapp.csv_answer import CsvEncoding, Row, csv_bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """`scope` is what is told of, `says` the same in words, for README.txt."""

    scope: Scope
    says: str


@dataclass(frozen=True, slots=True)
class History:
    """What was found, in Japanese; `counted` in words: 「記録の訂正 3件」."""

    says: str
    header: Row
    rows: Sequence[Row]
    counted: Sequence[str]


def history_of(session: Session, wanted: Wanted) -> History:
    with force_locale("ja"):
        lines = list(correction_lines(session, wanted.scope))
        counts = Counter(line.kind for line in lines)
        counted = [f"{label} {counts[kind]}件" for kind, label in KINDS.items()]
        return History(wanted.says, correction_header(), [correction_row(one) for one in lines], counted)


def history_csv(history: History, encoding: CsvEncoding) -> bytes:
    return csv_bytes(history.header, history.rows, encoding)


def history_json(history: History) -> bytes:
    rows = [dict(zip(history.header, row, strict=True)) for row in history.rows]
    told = {"format": "warifu-tax-corrections/1", "corrections": rows}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
