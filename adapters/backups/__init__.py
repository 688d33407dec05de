from adapters.backups.age import (
    BackupUnreadable,
    Identities,
    KeyTextRefused,
    Recipients,
    opened_into,
    opened_through,
    sealed_from,
)
from adapters.backups.folder import BackupFolder, BackupSet
from adapters.backups.key_part import KeyPart, PlaceOf, unpacked

__all__ = [
    "BackupFolder",
    "BackupSet",
    "BackupUnreadable",
    "Identities",
    "KeyPart",
    "KeyTextRefused",
    "PlaceOf",
    "Recipients",
    "opened_into",
    "opened_through",
    "sealed_from",
    "unpacked",
]
