from adapters.files.identity import (
    DigestDiffers,
    FileMissing,
    FileTampered,
    ObjectAlreadyWritten,
    ObjectIdRefused,
)
from adapters.files.store import FileStore
from contracts.signing import FileIdentity

__all__ = [
    "DigestDiffers",
    "FileIdentity",
    "FileMissing",
    "FileStore",
    "FileTampered",
    "ObjectAlreadyWritten",
    "ObjectIdRefused",
]
