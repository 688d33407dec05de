"""An object as releases before decision 049 wrote it: its wrapped data key in its own header."""

import secrets
import struct
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.files import FileIdentity
from adapters.keys import KeyPurpose, MasterKey

FRAME = 64 * 1024
HEADER = 83


def write_as_before(root: Path, identity: FileIdentity, data: bytes, master: MasterKey) -> Path:
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    fields = [
        one.encode() for one in (identity.organization, identity.object_id, identity.purpose, identity.digest)
    ]
    bound = b"warifu-file-1" + b"".join(len(field).to_bytes(4) + field for field in fields)
    told = b"\x01" + master.key_id + len(data).to_bytes(8) + bound
    wrapped = AESGCM(master.derived(KeyPurpose.FILES)).encrypt(nonce, key, told)
    header = struct.pack(">6sB8sQ12s48s", b"WARIFU", 1, master.key_id, len(data), nonce, wrapped)
    parts = [data[at : at + FRAME] for at in range(0, max(len(data), 1), FRAME)]
    frames = [
        AESGCM(key).encrypt(number.to_bytes(11) + bytes([number == len(parts) - 1]), part, header + bound)
        for number, part in enumerate(parts)
    ]
    path = root / identity.object_id[-2:] / identity.object_id
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header + b"".join(frames))
    return path
