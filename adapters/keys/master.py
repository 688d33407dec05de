"""The one secret of an installation; every other key is derived from it or wrapped by it."""

import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.durable import write_once

FIRST_LINE = b"warifu master key 1\n"
SECRET_BYTES = 32
KEY_ID_BYTES = 8


class KeyPurpose(StrEnum):
    LINKS = "links"
    CODES = "codes"
    BULK_CODES = "bulk_codes"
    SECOND_FACTORS = "second_factors"
    SESSIONS = "sessions"
    PAYLOADS = "payloads"
    AUDIT = "audit"
    PKCS12 = "pkcs12"
    FILES = "files"
    IDENTITY_FILES = "identity_files"
    SIGN_ON = "sign_on"
    SLACK_MEMBERS = "slack_members"


class MasterKeyMissing(Exception):
    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"The master key {path} is missing, and the database already has contents. Copy the key back "
            "from your backup, or name its place in WARIFU_MASTER_KEY_FILE. No new key was made: it could "
            "not open the stored documents."
        )


class MasterKeyWrong(Exception):
    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"The master key {path} is not the one this database was started with. Put the right key back, "
            "or name its place in WARIFU_MASTER_KEY_FILE. Nothing was changed."
        )


@dataclass(frozen=True, slots=True)
class MasterKey:
    secret: bytes = field(repr=False)

    @property
    def key_id(self) -> bytes:
        """Eight bytes that name this key in the clear and tell nothing about it."""
        return self.derived("key id")[:KEY_ID_BYTES]

    def check_value(self) -> str:
        """Return what the database keeps to recognise this key: 64 hexadecimal digits."""
        return self.derived("check value").hex()

    def derived(self, purpose: str) -> bytes:
        """Return the 32-byte key for one purpose (HKDF-SHA-256, RFC 5869); see KeyPurpose."""
        kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"warifu/1/{purpose}".encode())
        return kdf.derive(self.secret)


def open_master_key(path: Path, expected_check_value: str | None) -> MasterKey:
    """Return the key of this installation; None says the database is empty, and only then a key is made.

    Raises MasterKeyMissing or MasterKeyWrong.
    """
    if expected_check_value is None and not path.exists():
        return create_master_key(path)
    return load_master_key(path, expected_check_value)


def create_master_key(path: Path) -> MasterKey:
    """Make a new key, only when the database is empty; raise FileExistsError rather than replace one."""
    key = MasterKey(secrets.token_bytes(SECRET_BYTES))
    write_once(path, [FIRST_LINE, base64.b64encode(key.secret), b"\n"])
    return key


def load_master_key(path: Path, expected_check_value: str | None = None) -> MasterKey:
    """Read the key and compare it with the check value of the database, where one is given.

    Raises MasterKeyMissing or MasterKeyWrong.
    """
    try:
        key = MasterKey(_secret_in(path.read_bytes()))
    except FileNotFoundError:
        raise MasterKeyMissing(path) from None
    except ValueError:
        raise MasterKeyWrong(path) from None
    if expected_check_value is not None and not hmac.compare_digest(key.check_value(), expected_check_value):
        raise MasterKeyWrong(path)
    return key


def _secret_in(content: bytes) -> bytes:
    if not content.startswith(FIRST_LINE):
        raise ValueError
    try:
        secret = base64.b64decode(content.removeprefix(FIRST_LINE).strip(), validate=True)
    except binascii.Error:
        raise ValueError from None
    if len(secret) != SECRET_BYTES:
        raise ValueError
    return secret
