"""The format of a stored object, 2: a header that no rotation touches, then authenticated frames.

header  "WARIFU", version 2, plaintext length (8), salt (16), tag (16)

The keys of tag and frames are derived from data key, salt and identity, so that a data key that an
interrupted write left behind never meets the same nonce twice.
"""

import hmac
import secrets
import struct
from typing import BinaryIO

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.files.frames import Frames, size_of_frames
from adapters.files.identity import FileTampered, bound
from contracts.signing import FileIdentity

LAYOUT = struct.Struct(">6sBQ16s")
MAGIC, VERSION = b"WARIFU", 2
SALT = TAG = 16
HEADER = LAYOUT.size + TAG
KEY = 32


def new_object(identity: FileIdentity, length: int, data_key: bytes) -> tuple[bytes, Frames]:
    """Return the header of a new object and what seals its frames."""
    told = LAYOUT.pack(MAGIC, VERSION, length, secrets.token_bytes(SALT))
    frames, tag = _keyed(identity, told, data_key)
    return told + tag, frames


def opened_object(identity: FileIdentity, stream: BinaryIO, data_key: bytes) -> Frames:
    """Read the header and check it against identity, key and size, or raise FileTampered."""
    header = stream.read(HEADER)
    size = stream.seek(0, 2)
    told, tag = header[: LAYOUT.size], header[LAYOUT.size :]
    try:
        magic, version, length, _ = LAYOUT.unpack(told)
    except struct.error:
        raise FileTampered(identity.object_id) from None
    frames, expected = _keyed(identity, told, data_key)
    is_whole = (magic, version, size) == (MAGIC, VERSION, HEADER + size_of_frames(length))
    if not (is_whole and hmac.compare_digest(tag, expected)):
        raise FileTampered(identity.object_id)
    return frames


def _keyed(identity: FileIdentity, told: bytes, data_key: bytes) -> tuple[Frames, bytes]:
    _, _, length, salt = LAYOUT.unpack(told)
    kdf = HKDF(hashes.SHA256(), length=2 * KEY, salt=salt, info=b"warifu/file/2|" + bound(identity))
    made = kdf.derive(data_key)
    frame_key, header_key = made[:KEY], made[KEY:]
    tag = hmac.digest(header_key, told, "sha256")[:TAG]
    return Frames(identity.object_id, length, HEADER, frame_key, told + bound(identity)), tag
