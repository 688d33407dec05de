"""A TSA reached by HTTP (RFC 3161, section 3.4)."""

import aiohttp

from adapters.sealing.timestamp_source import TimestampRefused, TimestampTrust

SECONDS_TO_ANSWER = 5
LONGEST_REPLY = 65536
HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


class HttpTimestamper:
    """Posts to one configured URL; it follows no redirect and reads no proxy settings."""

    def __init__(self, url: str, *, accredited: bool, trust: TimestampTrust) -> None:
        self.name = url
        self.accredited = accredited
        self.trust = trust

    async def answer(self, request: bytes) -> bytes:
        """Return the body of a 200 answer; TimestampRefused says unreachable, http_<status> or too_long."""
        timeout = aiohttp.ClientTimeout(total=SECONDS_TO_ANSWER)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout, headers=HEADERS) as session,
                session.post(self.name, data=request, allow_redirects=False) as response,
            ):
                return await self._body(response)
        except (aiohttp.ClientError, OSError, TimeoutError) as reason:
            raise TimestampRefused(self.name, "unreachable") from reason

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        if response.status != 200:  # noqa: PLR2004 - RFC 3161 knows one status of success
            raise TimestampRefused(self.name, f"http_{response.status}")
        body = b""
        async for piece in response.content.iter_chunked(LONGEST_REPLY):
            body += piece
            if len(body) > LONGEST_REPLY:
                raise TimestampRefused(self.name, "too_long")
        return body
