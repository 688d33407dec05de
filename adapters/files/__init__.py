from adapters.files.identity import (
    DigestDiffers,
    FileMissing,
    FileTampered,
    ObjectAlreadyWritten,
    ObjectIdRefused,
)
from adapters.files.store import KEY_FOLDER, FileStore
from contracts.signing import FileIdentity

__all__ = [
    "KEY_FOLDER",
    "DigestDiffers",
    "FileIdentity",
    "FileMissing",
    "FileStore",
    "FileTampered",
    "ObjectAlreadyWritten",
    "ObjectIdRefused",
]
