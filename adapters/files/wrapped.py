"""The wrapped data key of an object: a small file of its own, replaced by a rotation, removed by shredding.

"WARIFK", version 1, master key id (8), nonce (12), then under AES-256-GCM the data key (32) and, for an
object written before this file existed, the header that its frames are bound to.
"WARIFK", version 0 and nothing more stands for a key that was destroyed: what was lost looks otherwise.
"""

import fcntl
import os
import secrets
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.durable import give_to_owner_of, make_folder, write_once, write_over
from adapters.files.identity import FileMissing, FileTampered, fields_bound
from adapters.keys import KeyPurpose, MasterKey, MasterKeys
from contracts.signing import FileIdentity, Purpose

LAYOUT = struct.Struct(">6sB8s12s")
MAGIC, VERSION = b"WARIFK", 1
NONCE, DATA_KEY = 12, 32
DESTROYED = MAGIC + b"\x00"
LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class DataKey:
    """`header` is what an object of format 1 was written with; empty for later ones."""

    key: bytes = field(repr=False)
    header: bytes = b""


class WrappedKeys:
    """One file an object, `<two characters>/<id>`."""

    def __init__(self, root: Path, master: MasterKeys) -> None:
        self._root = root
        self._master = master

    def path(self, object_id: str) -> Path:
        return self._root / object_id[-2:] / object_id

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold off every other rotation and shredding, of other processes too; a kill lets go of it."""
        make_folder(self._root)
        lock = os.open(self._root / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            give_to_owner_of(self._root, lock)
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def made(self, identity: FileIdentity) -> DataKey:
        """Return the data key of this object, new unless an interrupted write left one."""
        fresh = DataKey(secrets.token_bytes(DATA_KEY))
        try:
            write_once(self.path(identity.object_id), [self._wrapped(identity, fresh)])
        except FileExistsError:
            return self.opened(identity)
        return fresh

    def opened(self, identity: FileIdentity) -> DataKey:
        """Raises FileMissing, or FileTampered for what no living generation opens as this object's."""
        content = self._read(identity.object_id)
        if content == DESTROYED:
            raise FileMissing(identity.object_id)
        try:
            magic, version, key_id, nonce = LAYOUT.unpack(content[: LAYOUT.size])
            master = self._master.named(key_id)
            if (magic, version) != (MAGIC, VERSION) or master is None:
                raise FileTampered(identity.object_id)
            opened = _cipher(identity, master).decrypt(
                nonce, content[LAYOUT.size :], _bound(identity, key_id)
            )
        except (struct.error, InvalidTag):
            raise FileTampered(identity.object_id) from None
        return DataKey(opened[:DATA_KEY], opened[DATA_KEY:])

    def put(self, identity: FileIdentity, key: DataKey) -> None:
        """Wrap it with the newest generation, in the place of what was there, in a single step."""
        write_over(self.path(identity.object_id), [self._wrapped(identity, key)])

    def key_id(self, object_id: str) -> bytes | None:
        """Return which generation wraps it, without opening it; None when there is no key of its own."""
        try:
            content = self._read(object_id)
        except FileMissing:
            return None
        return None if content == DESTROYED else content[7:15]

    def is_destroyed(self, object_id: str) -> bool:
        """Tell whether the key was destroyed on purpose."""
        try:
            return self._read(object_id) == DESTROYED
        except FileMissing:
            return False

    def destroy(self, object_id: str) -> None:
        """Blank the key where it stands and leave the word that it is gone, each durably."""
        path = self.path(object_id)
        if path.is_file():
            with path.open("r+b") as stream:
                stream.write(bytes(path.stat().st_size))
                stream.flush()
                os.fsync(stream.fileno())
        write_over(path, [DESTROYED])

    def _read(self, object_id: str) -> bytes:
        try:
            return self.path(object_id).read_bytes()
        except FileNotFoundError:
            raise FileMissing(object_id) from None

    def _wrapped(self, identity: FileIdentity, key: DataKey) -> bytes:
        master, nonce = self._master.newest, secrets.token_bytes(NONCE)
        head = LAYOUT.pack(MAGIC, VERSION, master.key_id, nonce)
        return head + _cipher(identity, master).encrypt(
            nonce, key.key + key.header, _bound(identity, master.key_id)
        )


def wrapping_key(identity: FileIdentity, master: MasterKey) -> bytes:
    """本人確認書類 have a key of their own (LW-38)."""
    is_identity = identity.purpose == Purpose.IDENTITY
    return master.derived(KeyPurpose.IDENTITY_FILES if is_identity else KeyPurpose.FILES)


def _cipher(identity: FileIdentity, master: MasterKey) -> AESGCM:
    return AESGCM(wrapping_key(identity, master))


def _bound(identity: FileIdentity, key_id: bytes) -> bytes:
    """The digest is bound by the frames: a write that was cut off may be done again with other bytes."""
    return (
        b"warifu-file-key-1"
        + key_id
        + fields_bound(identity.organization, identity.object_id, identity.purpose)
    )
