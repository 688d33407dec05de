import hashlib
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.files import FileIdentity, FileStore
from adapters.keys import MasterKey, MasterKeys

FRAME = 64 * 1024


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def store(root: Path) -> FileStore:
    return FileStore(root, MasterKeys.of(MasterKey(b"k" * 32)))


@pytest.fixture
def identify() -> Callable[..., FileIdentity]:
    def identity(data: bytes, **other: str) -> FileIdentity:
        known = {
            "organization": "org-1",
            "object_id": str(uuid.uuid4()),
            "purpose": "document",
            "digest": hashlib.sha256(data).hexdigest(),
        }
        return FileIdentity(**(known | other))

    return identity
