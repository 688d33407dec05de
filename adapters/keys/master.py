"""The one secret of an installation, in generations; every other key is derived from it or wrapped by it."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

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
    BODIES = "bodies"


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
    """One generation of the master key."""

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
        return _derived(self.secret, purpose)


@lru_cache(maxsize=256)
def _derived(secret: bytes, purpose: str) -> bytes:
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"warifu/1/{purpose}".encode())
    return kdf.derive(secret)
