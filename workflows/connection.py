"""How every process reaches the engine; the converter encrypts what leaves."""

import asyncio
import logging
from datetime import timedelta

from temporalio.client import Client, HeaderCodecBehavior
from temporalio.converter import DataConverter
from temporalio.runtime import Runtime
from temporalio.service import RetryConfig

LOG = logging.getLogger("warifu.engine")
PAUSE_SECONDS = 0.5


IMPATIENT = RetryConfig(
    max_elapsed_time_millis=round(timedelta(seconds=1.5) / timedelta(milliseconds=1)), max_retries=4
)


async def connect_lazily(address: str, converter: DataConverter, namespace: str = "default") -> Client:
    """Return a page's client: it connects when first used and gives up within two seconds."""
    return await Client.connect(
        address,
        namespace=namespace,
        data_converter=converter,
        header_codec_behavior=HeaderCodecBehavior.CODEC,
        retry_config=IMPATIENT,
        lazy=True,
    )


async def connect_patiently(
    address: str, converter: DataConverter, namespace: str = "default", runtime: Runtime | None = None
) -> Client:
    """Return a worker's client, waiting for a server that is not up yet."""
    while True:
        try:
            return await Client.connect(
                address,
                namespace=namespace,
                data_converter=converter,
                header_codec_behavior=HeaderCodecBehavior.CODEC,
                runtime=runtime,
            )
        except RuntimeError:
            LOG.info("waiting for the workflow server")
            await asyncio.sleep(PAUSE_SECONDS)
