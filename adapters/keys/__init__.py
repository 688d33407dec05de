from adapters.keys.master import KeyPurpose, MasterKey, MasterKeyMissing, MasterKeyWrong
from adapters.keys.pkcs12_files import settled_passphrase
from adapters.keys.ring import MasterKeys, PurposeKeys, open_master_keys

__all__ = [
    "KeyPurpose",
    "MasterKey",
    "MasterKeyMissing",
    "MasterKeyWrong",
    "MasterKeys",
    "PurposeKeys",
    "open_master_keys",
    "settled_passphrase",
]
