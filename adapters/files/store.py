import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from adapters.durable import PART, make_folder, sync_folder, write_once
from adapters.files.first_format import blank_header, carries_own_key, first_frames, own_key
from adapters.files.frames import FRAME, Frames
from adapters.files.identity import (
    DigestDiffers,
    FileMissing,
    FileTampered,
    ObjectAlreadyWritten,
    ObjectRefused,
    require_object_id,
)
from adapters.files.sealed import new_object, opened_object
from adapters.files.wrapped import DataKey, WrappedKeys
from adapters.keys import MasterKeys
from contracts.signing import FileIdentity

LONGEST_WRITE = timedelta(hours=1)
OBJECTS = "[0-9a-f][0-9a-f]"
KEY_FOLDER = "wrapped"


class FileStore:
    """Write-once encrypted objects in a local folder; plaintext is never on the disk.

    Each object has a key of its own, wrapped in a file of its own under `wrapped/` (decision 049).
    """

    def __init__(self, root: Path, master: MasterKeys) -> None:
        self._root = root
        self._master = master
        self._wrapped = WrappedKeys(root / KEY_FOLDER, master)
        make_folder(root)

    def write(self, identity: FileIdentity, data: bytes) -> None:
        """Store the bytes durably before returning; writing the same bytes again changes nothing.

        Raises DigestDiffers, or ObjectAlreadyWritten when the id names anything else.
        """
        if hashlib.sha256(data).hexdigest() != identity.digest:
            raise DigestDiffers(identity.object_id)
        if self.exists(identity.object_id):
            return self._require_same(identity)
        header, frames = new_object(identity, len(data), self._new_key(identity))
        try:
            write_once(self.path_of(identity.object_id), chain([header], frames.sealed(data)))
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
            frames = self._frames(identity, stream)
            start, stop = max(start, 0), min(stop, frames.length)
            if start >= stop:
                return b""
            first, last = start // FRAME, (stop - 1) // FRAME
            opened = b"".join(frames.opened(stream, first, last))
        return opened[start - first * FRAME : stop - first * FRAME]

    def size(self, identity: FileIdentity) -> int:
        """Return the authenticated length of the plaintext in bytes."""
        with self._open(identity) as stream:
            return self._frames(identity, stream).length

    def exists(self, object_id: str) -> bool:
        return self.path_of(object_id).is_file()

    def path_of(self, object_id: str) -> Path:
        """Return where the object stands or would stand; its bytes are worth nothing without its key."""
        require_object_id(object_id)
        return self._root / object_id[-2:] / object_id

    def put_back(self, object_id: str, source: Path) -> None:
        """Put a copy of an object in its place; whether it opens is for its reader to see."""
        with source.open("rb") as stream:
            write_once(self.path_of(object_id), iter(lambda: stream.read(FRAME), b""))

    def shred(self, object_id: str) -> None:
        """Destroy the data key, then the object, each durably; one that is gone already is no fault.

        From the first step on no copy of the object opens with any key that is left.
        """
        path = self.path_of(object_id)
        with self._wrapped.alone():
            self._wrapped.destroy(object_id)
            if path.is_file():
                blank_header(path)
                path.unlink()
                sync_folder(path.parent)

    def is_shredded(self, object_id: str) -> bool:
        """Tell whether it was destroyed on purpose: without that word, what does not open is a loss."""
        return self._wrapped.is_destroyed(object_id)

    def is_wrapped_anew(self, object_id: str) -> bool:
        """Tell whether the newest generation alone wraps its key already, or no key is left."""
        if carries_own_key(self.path_of(object_id)):
            return self.is_shredded(object_id)
        return self._wrapped.key_id(object_id) in {None, self._master.newest.key_id}

    def wrap_anew(self, identity: FileIdentity) -> bool:
        """Wrap the data key with the newest generation and tell whether that was needed; no frame is touched.

        At every moment one whole key opens the object. Raises FileTampered, or FileMissing where there is a
        key and nothing to open with it: the key stays, for the object may come back from a backup.
        """
        if self.is_wrapped_anew(identity.object_id):
            return False
        with self._wrapped.alone():
            if self.is_shredded(identity.object_id):
                return False
            with self._open(identity) as stream:
                key = self._data_key(identity, stream)
            self._wrapped.put(identity, key)
            path = self.path_of(identity.object_id)
            if carries_own_key(path):
                blank_header(path)
        return True

    def object_ids(self) -> Iterator[str]:
        """Yield the id of every stored object, in no particular order."""
        for path in self._root.glob(f"{OBJECTS}/*"):
            if path.suffix != PART:
                yield path.name

    def sweep(self, now: datetime) -> int:
        """Remove what interrupted writes left over an hour ago and return how many there were."""
        oldest = now - LONGEST_WRITE
        left = [path for path in self._root.rglob(f".*{PART}") if _written_at(path) < oldest]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def take_key_out(self, identity: FileIdentity) -> bool:
        """Bring an object of format 1 to a key file of its own, and tell whether it was one.

        Until then a copy of it can be opened after it was shredded. Raises FileTampered.
        """
        return carries_own_key(self.path_of(identity.object_id)) and self.wrap_anew(identity)

    def _data_key(self, identity: FileIdentity, stream: BinaryIO) -> DataKey:
        """An object of format 1 that no rotation has met carries its key itself."""
        try:
            return self._wrapped.opened(identity)
        except FileMissing:
            if self.is_shredded(identity.object_id):
                raise
        try:
            return own_key(identity, stream, self._master)
        except FileTampered:
            if self._wrapped.key_id(identity.object_id) is None:
                raise
        return self._wrapped.opened(identity)

    def _frames(self, identity: FileIdentity, stream: BinaryIO) -> Frames:
        key = self._data_key(identity, stream)
        stream.seek(0)
        if key.header:
            return first_frames(identity, stream, key)
        return opened_object(identity, stream, key.key)

    def _new_key(self, identity: FileIdentity) -> bytes:
        try:
            return self._wrapped.made(identity).key
        except FileMissing:
            raise ObjectAlreadyWritten(identity.object_id) from None

    def _require_same(self, identity: FileIdentity) -> None:
        try:
            self.read(identity)
        except ObjectRefused:
            raise ObjectAlreadyWritten(identity.object_id) from None

    def _open(self, identity: FileIdentity) -> BinaryIO:
        try:
            return self.path_of(identity.object_id).open("rb")
        except FileNotFoundError:
            raise FileMissing(identity.object_id) from None


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
