"""How every process reaches the engine; the converter encrypts what leaves."""

from datetime import timedelta

from temporalio.client import Client, HeaderCodecBehavior
from temporalio.converter import DataConverter
from temporalio.service import RetryConfig

NAMESPACE = "default"


async def connect(address: str, converter: DataConverter) -> Client:
    """Return a client that connects when it is first used and gives up within two seconds."""
    return await Client.connect(
        address,
        namespace=NAMESPACE,
        data_converter=converter,
        header_codec_behavior=HeaderCodecBehavior.CODEC,
        retry_config=RetryConfig(
            max_elapsed_time_millis=round(timedelta(seconds=1.5) / timedelta(milliseconds=1)), max_retries=4
        ),
        lazy=True,
    )
