"""Asking an address of WARIFU_TSA_FILE for revocation data: these addresses and no others (T80)."""

import asyncio

import aiohttp

from adapters.sealing.timestamps.revocation_data import RevocationDataRefused

SECONDS_TO_ANSWER = 20
LONGEST_LIST = 20 * 1024 * 1024
PIECE = 65536
QUESTION = {"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"}


def fetched(url: str, question: bytes | None) -> bytes:
    """Return the body of a 200 answer; follows no redirect and reads no proxy settings.

    Raises OSError, or RevocationDataRefused with http_<status> or too_long.
    """
    return asyncio.run(_fetched(url, question))


async def _fetched(url: str, question: bytes | None) -> bytes:
    timeout = aiohttp.ClientTimeout(total=SECONDS_TO_ANSWER)
    method, headers = ("GET", {}) if question is None else ("POST", QUESTION)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, headers=headers) as session,
            session.request(method, url, data=question, allow_redirects=False) as response,
        ):
            return await _body(response)
    except (aiohttp.ClientError, TimeoutError) as reason:
        raise ConnectionError(f"unreachable: {type(reason).__name__}") from reason


async def _body(response: aiohttp.ClientResponse) -> bytes:
    if response.status != 200:  # noqa: PLR2004 - a list is there or it is not
        raise RevocationDataRefused(f"http_{response.status}")
    pieces, length = [], 0
    async for piece in response.content.iter_chunked(PIECE):
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST_LIST:
            raise RevocationDataRefused("too_long")
    return b"".join(pieces)
