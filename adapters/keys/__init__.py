from adapters.keys.master import (
    KeyPurpose,
    MasterKey,
    MasterKeyMissing,
    MasterKeyWrong,
    create_master_key,
    load_master_key,
    open_master_key,
)

__all__ = [
    "KeyPurpose",
    "MasterKey",
    "MasterKeyMissing",
    "MasterKeyWrong",
    "create_master_key",
    "load_master_key",
    "open_master_key",
]
