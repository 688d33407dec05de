"""A ZIP that is written as it is read: nothing decrypted rests on disk, and one file at a time in memory."""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from zipfile import ZipFile, ZipInfo

from contracts.reasons import JST

READABLE_BY_ALL = 0o644 << 16
MADE_ON_UNIX = 3


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


def zipped(entries: Iterable[tuple[str, bytes]], at: datetime) -> Iterator[bytes]:
    """Yield the archive; every entry bears the time `at` in Japan, so equal entries give equal bytes."""
    pipe, moment = _Pipe(), at.astimezone(JST).timetuple()[:6]
    with ZipFile(pipe, "w") as archive:
        for name, data in entries:
            entry = ZipInfo(name, moment)
            entry.create_system, entry.external_attr = MADE_ON_UNIX, READABLE_BY_ALL
            archive.writestr(entry, data)
            yield pipe.taken()
    yield pipe.taken()
