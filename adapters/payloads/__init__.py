from adapters.payloads.codec import (
    LARGEST_PAYLOAD,
    EncryptingCodec,
    PayloadKeys,
    PayloadNotOurs,
    PayloadTooLarge,
    payload_keys,
)
from adapters.payloads.converter import HEADER_CODEC, data_converter

__all__ = [
    "HEADER_CODEC",
    "LARGEST_PAYLOAD",
    "EncryptingCodec",
    "PayloadKeys",
    "PayloadNotOurs",
    "PayloadTooLarge",
    "data_converter",
    "payload_keys",
]
