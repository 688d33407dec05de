"""Answering with several stored files as one ZIP, written as it is read: nothing decrypted rests on disk."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from zipfile import ZipFile, ZipInfo

from flask import Response

from adapters.files import FileStore
from contracts.reasons import JST
from database.queries.downloads import NamedFile
from webapp.parts import parts
from webapp.pdf_answer import disposition, safe_name

ZIP = "application/zip"
NamedBytes = tuple[str, bytes]


class _Pipe(io.RawIOBase):
    """What ZipFile writes to, and what the answer takes away piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]  # narrower: what zipfile gives
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def signed_zip(title: str, documents: Sequence[NamedFile], at: datetime) -> Response:
    """Answer with 「封筒名_締結済.zip」; `documents` are named with their endings.

    They are numbered, so that equal names stay apart.
    """
    stream = _streamed(parts().files, documents, at.astimezone(JST))
    response = Response(stream, mimetype=ZIP)
    response.headers["Content-Disposition"] = disposition(f"{safe_name(title)}_締結済.zip", inline=False)
    return response


def bundle(name: str, documents: Sequence[NamedFile], report: NamedBytes, at: datetime) -> Response:
    """Answer with `documents` of many contracts under `name`, and beside them `report`."""
    stream = _streamed(parts().files, documents, at.astimezone(JST), report)
    response = Response(stream, mimetype=ZIP)
    response.headers["Content-Disposition"] = disposition(name, inline=False)
    return response


def _streamed(
    files: FileStore, documents: Sequence[NamedFile], at: datetime, report: NamedBytes | None = None
) -> Iterator[bytes]:
    pipe = _Pipe()
    with ZipFile(pipe, "w") as archive:
        if report is not None:
            archive.writestr(ZipInfo(report[0], at.timetuple()[:6]), report[1])
        for number, one in enumerate(documents, 1):
            stem, _, ending = one.name.rpartition(".")
            entry = ZipInfo(f"{number:02d}_{safe_name(stem)}.{ending}", at.timetuple()[:6])
            archive.writestr(entry, files.read(one.file))
            yield pipe.taken()
    yield pipe.taken()
