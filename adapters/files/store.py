import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from adapters.durable import PART, make_folder, sync_folder, write_once
from adapters.files.identity import (
    DigestDiffers,
    FileMissing,
    FileTampered,
    ObjectAlreadyWritten,
    ObjectRefused,
    require_object_id,
)
from adapters.files.sealed import FRAME, SealedObject
from adapters.keys import MasterKey
from contracts.signing import FileIdentity

LONGEST_WRITE = timedelta(hours=1)


class FileStore:
    """Write-once encrypted objects in a local folder; plaintext is never on the disk."""

    def __init__(self, root: Path, master: MasterKey) -> None:
        self._root = root
        self._master = master
        make_folder(root)

    def write(self, identity: FileIdentity, data: bytes) -> None:
        """Store the bytes durably before returning; writing the same bytes again changes nothing.

        Raises DigestDiffers, or ObjectAlreadyWritten when the id names anything else.
        """
        if hashlib.sha256(data).hexdigest() != identity.digest:
            raise DigestDiffers(identity.object_id)
        if self.exists(identity.object_id):
            return self._require_same(identity)
        sealed = SealedObject.new(identity, len(data), self._master)
        try:
            write_once(self._path(identity.object_id), sealed.sealed(data))
        except FileExistsError:
            self._require_same(identity)

    def read(self, identity: FileIdentity) -> bytes:
        """Return the whole plaintext, or raise FileMissing or FileTampered."""
        data = self.read_range(identity, 0, self.size(identity))
        if hashlib.sha256(data).hexdigest() != identity.digest:
            raise FileTampered(identity.object_id)
        return data

    def read_range(self, identity: FileIdentity, start: int, stop: int) -> bytes:
        """Return plaintext bytes from `start` up to, not including, `stop`, cut at the end of the file.

        Opens only the frames that hold them. Raises FileMissing or FileTampered.
        """
        with self._open(identity) as stream:
            sealed = SealedObject.opened(identity, stream, self._master)
            start, stop = max(start, 0), min(stop, sealed.length)
            if start >= stop:
                return b""
            first, last = start // FRAME, (stop - 1) // FRAME
            opened = b"".join(sealed.opened_frames(stream, first, last))
        return opened[start - first * FRAME : stop - first * FRAME]

    def size(self, identity: FileIdentity) -> int:
        """Return the authenticated length of the plaintext in bytes."""
        with self._open(identity) as stream:
            return SealedObject.opened(identity, stream, self._master).length

    def exists(self, object_id: str) -> bool:
        return self._path(object_id).is_file()

    def delete(self, object_id: str) -> None:
        """Remove the object for good, durably; one that is gone already is no fault."""
        path = self._path(object_id)
        try:
            path.unlink()
        except FileNotFoundError:
            return
        sync_folder(path.parent)

    def object_ids(self) -> Iterator[str]:
        """Yield the id of every stored object, in no particular order."""
        for path in self._root.glob("*/*"):
            if path.suffix != PART:
                yield path.name

    def sweep(self, now: datetime) -> int:
        """Remove what interrupted writes left over an hour ago and return how many there were."""
        oldest = now - LONGEST_WRITE
        left = [path for path in self._root.glob(f"*/.*{PART}") if _written_at(path) < oldest]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _require_same(self, identity: FileIdentity) -> None:
        try:
            self.read(identity)
        except ObjectRefused:
            raise ObjectAlreadyWritten(identity.object_id) from None

    def _open(self, identity: FileIdentity) -> BinaryIO:
        try:
            return self._path(identity.object_id).open("rb")
        except FileNotFoundError:
            raise FileMissing(identity.object_id) from None

    def _path(self, object_id: str) -> Path:
        require_object_id(object_id)
        return self._root / object_id[-2:] / object_id


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
