"""Objects of format 1: they carried their wrapped data key themselves, and their frames are bound to it.

header  "WARIFU", version 1, master key id (8), plaintext length (8), nonce (12), wrapped data key (48)

A rotation moves header and data key into the object's key file and blanks the header; no frame is touched.
"""

import os
import struct
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.files.frames import Frames, size_of_frames
from adapters.files.identity import FileTampered, bound
from adapters.files.wrapped import DataKey, wrapping_key
from adapters.keys import MasterKeys
from contracts.signing import FileIdentity

LAYOUT = struct.Struct(">6sB8sQ12s48s")
MAGIC, VERSION = b"WARIFU", 1
BLANK = MAGIC + bytes(LAYOUT.size - len(MAGIC))
"""Version 0: whatever is left of a blanking that was cut off is never read."""


def own_key(identity: FileIdentity, stream: BinaryIO, keys: MasterKeys) -> DataKey:
    """Return the data key out of the object's own header, or raise FileTampered."""
    header = stream.read(LAYOUT.size)
    try:
        magic, version, key_id, length, nonce, wrapped = LAYOUT.unpack(header)
        master = keys.named(key_id)
        if (magic, version) != (MAGIC, VERSION) or master is None:
            raise FileTampered(identity.object_id)
        told = bytes([VERSION]) + key_id + length.to_bytes(8) + bound(identity)
        key = AESGCM(wrapping_key(identity, master)).decrypt(nonce, wrapped, told)
    except (struct.error, InvalidTag):
        raise FileTampered(identity.object_id) from None
    return DataKey(key, header)


def first_frames(identity: FileIdentity, stream: BinaryIO, key: DataKey) -> Frames:
    """Check the size and return what opens the frames, or raise FileTampered."""
    length: int = LAYOUT.unpack(key.header)[3]
    if stream.seek(0, 2) != LAYOUT.size + size_of_frames(length):
        raise FileTampered(identity.object_id)
    return Frames(identity.object_id, length, LAYOUT.size, key.key, key.header + bound(identity))


def carries_own_key(path: Path) -> bool:
    """Tell whether its header still holds a key; one that is gone holds none."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(MAGIC) + 1) == MAGIC + bytes([VERSION])
    except FileNotFoundError:
        return False


def blank_header(path: Path) -> None:
    """Take the wrapped data key out of the object, durably; its key file holds it by now."""
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.pwrite(descriptor, BLANK, 0)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
