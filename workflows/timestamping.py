"""What the signing process does beside signing: it fetches what proves the certificates of its TSAs."""

import asyncio
import logging
from collections.abc import Callable

LOG = logging.getLogger("warifu.timestamps")
SECONDS_BETWEEN_ROUNDS = 60.0


async def keep_revocation_data(refresh: Callable[[], None] | None) -> None:
    """Fetch what is due every minute for as long as the process lives; signing itself never asks (T80)."""
    while refresh:
        try:
            await asyncio.to_thread(refresh)
        except Exception:
            LOG.exception("revocation data could not be kept; they are asked for again in a minute")
        await asyncio.sleep(SECONDS_BETWEEN_ROUNDS)
