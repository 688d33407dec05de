"""CSV that opens rightly in Excel: encoding, formulas, leading zeros (domain.md UX-19, T33)."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from io import StringIO
from itertools import chain

from flask import Response, abort, request, stream_with_context

from contracts.csv_cells import Cell, cell
from webapp.pdf_answer import disposition

Row = Sequence[Cell]
CHUNK_CHARACTERS = 64_000
GETA = "〓"
# What Unicode and Windows-31J spell with different code points but print alike.
_ALIKE = str.maketrans("〜−—‖¢£¬", "～－―∥￠￡￢")


class CsvEncoding(StrEnum):
    UTF_8 = "utf-8"
    CP932 = "cp932"


def encoding_asked() -> CsvEncoding:
    """Return what the address asks for; one that we do not write is 404."""
    try:
        return CsvEncoding(request.args.get("encoding", CsvEncoding.UTF_8))
    except ValueError:
        abort(404)


def csv_answer(name: str, header: Row, rows: Iterable[Row], encoding: CsvEncoding) -> Response:
    """Stream `rows` under `name`; what CP932 cannot spell becomes 〓 (ask `unmappable` first)."""
    body = stream_with_context(_encoded(chain([header], rows), encoding))
    charset = "utf-8" if encoding is CsvEncoding.UTF_8 else "windows-31j"
    response = Response(body, content_type=f"text/csv; charset={charset}")
    response.headers["Content-Disposition"] = disposition(name, inline=False)
    return response


def csv_bytes(header: Row, rows: Iterable[Row], encoding: CsvEncoding = CsvEncoding.UTF_8) -> bytes:
    """Return the same file whole, to be put into another."""
    return b"".join(_encoded(chain([header], rows), encoding))


def unmappable(rows: Iterable[Row]) -> Counter[str]:
    """Count the characters that CP932 has no place for."""
    found: Counter[str] = Counter()
    for row in rows:
        for value in row:
            if isinstance(value, str) and not _has_cp932(value):
                found.update(one for one in value if not _has_cp932(one))
    return found


def as_cp932(text: str) -> str:
    """Return what comes back of a text that a CP932 file was given."""
    return _alike(text).encode("cp932", "geta").decode("cp932")


def _encoded(rows: Iterable[Row], encoding: CsvEncoding) -> Iterator[bytes]:
    if encoding is CsvEncoding.UTF_8:
        yield codecs.BOM_UTF8
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([cell(value) for value in row])
        if out.tell() >= CHUNK_CHARACTERS:
            yield _bytes(out.getvalue(), encoding)
            out.seek(0)
            out.truncate()
    yield _bytes(out.getvalue(), encoding)


def _bytes(text: str, encoding: CsvEncoding) -> bytes:
    if encoding is CsvEncoding.UTF_8:
        return text.encode()
    return _alike(text).encode("cp932", "geta")


def _alike(text: str) -> str:
    return text.translate(_ALIKE)


def _has_cp932(text: str) -> bool:
    try:
        _alike(text).encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _geta(error: UnicodeError) -> tuple[str, int]:
    """Put one 〓 for each character, as Japanese printers do for a type they lack."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return GETA * (error.end - error.start), error.end


codecs.register_error("geta", _geta)
