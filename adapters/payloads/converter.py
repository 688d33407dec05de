import dataclasses
from typing import Final

from temporalio.client import HeaderCodecBehavior
from temporalio.converter import DataConverter, DefaultFailureConverterWithEncodedAttributes

from adapters.payloads.codec import EncryptingCodec, PayloadKeys

HEADER_CODEC: Final = HeaderCodecBehavior.CODEC
"""For Client.connect(header_codec_behavior=…): headers stay readable in histories without it."""


def data_converter(keys: PayloadKeys) -> DataConverter:
    """Return the converter of client and worker: arguments, results and failures leave encrypted."""
    return dataclasses.replace(
        DataConverter.default,
        payload_codec=EncryptingCodec(keys),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )
