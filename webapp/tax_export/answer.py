"""The ZIP itself: written as it is read, some records at a time; the index comes last and knows all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from flask import Response, stream_with_context

from adapters.files import FileMissing, FileStore, FileTampered
from adapters.zip_stream import zipped
from database.engine import Database
from database.queries.tax_records import RecordFile, TaxRecord, records_of
from webapp.csv_answer import CsvEncoding, unmappable
from webapp.parts import parts
from webapp.pdf_answer import disposition
from webapp.tax_export.history import History, Wanted, history_csv, history_json, history_of
from webapp.tax_export.index import Fate, Line, index_csv, index_json, index_rows, path_for
from webapp.tax_export.readme import Cover, readme
from webapp.zip_answer import ZIP, NamedBytes

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """`inner`: also what only the company's own people may read, as memo and own items.

    `history` says which corrections and deletions are told of.
    """

    cover: Cover
    history: Wanted
    certificates: bool = False
    encoding: CsvEncoding = CsvEncoding.UTF_8
    inner: bool = True


@dataclass
class _Packing:
    database: Database
    files: FileStore
    wish: Wish
    lines: list[Line] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def entries(self, ids: Sequence[int]) -> Iterator[NamedBytes]:
        for begin in range(0, len(ids), AT_ONCE):
            some = ids[begin : begin + AT_ONCE]
            with self.database.reading() as session:
                records = list(records_of(session, some, certificates=self.wish.certificates))
            for record in records:
                yield from self._record(record)
        yield from self._papers()

    def _record(self, record: TaxRecord) -> Iterator[NamedBytes]:
        if not record.files:
            self.lines.append(Line(record, None, "", None, Fate.NONE))
        for paper in record.files:
            data, fate = self._read(paper)
            path = path_for(record, paper, self.taken) if data is not None else ""
            self.lines.append(Line(record, paper, path, len(data) if data is not None else None, fate))
            if data is not None:
                yield path, data

    def _read(self, paper: RecordFile) -> tuple[bytes | None, Fate]:
        try:
            return self.files.read(paper.file), Fate.HELD
        except FileMissing:
            return None, Fate.MISSING
        except FileTampered:
            return None, Fate.CHANGED

    def _papers(self) -> Iterator[NamedBytes]:
        wish, lines = self.wish, self.lines
        with self.database.reading() as session:
            history = history_of(session, wish.history)
        yield "index.csv", index_csv(lines, wish.encoding, inner=wish.inner)
        yield "index.json", index_json(lines, inner=wish.inner)
        yield "corrections.csv", history_csv(history, wish.encoding)
        yield "corrections.json", history_json(history)
        yield "README.txt", readme(wish.cover, lines, history, self._lost(history))

    def _lost(self, history: History) -> str:
        """Return what Shift_JIS has no place for, of both tables."""
        if self.wish.encoding is not CsvEncoding.CP932:
            return ""
        rows = chain(index_rows(self.lines, inner=self.wish.inner), history.rows)
        return "".join(unmappable(rows))


def export_answer(name: str, ids: Sequence[int], wish: Wish, at: datetime) -> Response:
    """Answer with the ZIP `name` of these records, in this order; the caller has asked and told the log."""
    packing = _Packing(parts().database, parts().files, wish)
    body = stream_with_context(zipped(packing.entries(ids), at))
    response = Response(body, mimetype=ZIP)
    response.headers["Content-Disposition"] = disposition(name, inline=False)
    return response
