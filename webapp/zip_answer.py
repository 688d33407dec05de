"""Answering with several stored files as one ZIP, written as it is read: nothing decrypted rests on disk."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask import Response

from adapters.files import FileStore
from adapters.zip_stream import zipped
from database.queries.downloads import NamedFile
from webapp.parts import parts
from webapp.pdf_answer import disposition, safe_name

ZIP = "application/zip"
NamedBytes = tuple[str, bytes]


def signed_zip(title: str, documents: Sequence[NamedFile], at: datetime) -> Response:
    """Answer with 「封筒名_締結済.zip」; `documents` are named with their endings.

    They are numbered, so that equal names stay apart.
    """
    return bundle(f"{safe_name(title)}_締結済.zip", documents, None, at)


def bundle(name: str, documents: Sequence[NamedFile], report: NamedBytes | None, at: datetime) -> Response:
    """Answer with `documents` of many contracts under `name`, and beside them `report`."""
    response = Response(zipped(_entries(parts().files, documents, report), at), mimetype=ZIP)
    response.headers["Content-Disposition"] = disposition(name, inline=False)
    return response


def _entries(
    files: FileStore, documents: Sequence[NamedFile], report: NamedBytes | None
) -> Iterator[NamedBytes]:
    if report is not None:
        yield report
    for number, one in enumerate(documents, 1):
        stem, _, ending = one.name.rpartition(".")
        yield f"{number:02d}_{safe_name(stem)}.{ending}", files.read(one.file)
