"""A TSA reached by HTTP (RFC 3161, section 3.4)."""

import logging
import ssl

import aiohttp

from adapters.sealing.timestamps.timestamp_source import TimestampRefused
from adapters.sealing.timestamps.tsa_access import TsaAccess
from adapters.sealing.trust import IssuerTrust

SECONDS_TO_ANSWER = 5
LONGEST_REPLY = 65536
HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
OPEN = TsaAccess()

_log = logging.getLogger(__name__)


class HttpTimestamper:
    """Posts to one configured URL; it follows no redirect and reads no proxy settings.

    `provider` is the 事業者名 of an accredited one.
    """

    def __init__(
        self,
        url: str,
        *,
        trust: IssuerTrust,
        name: str = "",
        provider: str = "",
        access: TsaAccess = OPEN,
    ) -> None:
        self._url = url
        self.name = name or url
        self.provider = provider
        self.accredited = bool(provider)
        self.trust = trust
        self._access = access

    async def answer(self, request: bytes) -> bytes:
        """Return the body of a 200 answer.

        TimestampRefused says no_access, untrusted_host, unreachable, http_<status> or too_long.
        """
        try:
            headers, tls = {**HEADERS, **self._access.headers()}, self._tls()
        except OSError as reason:
            _log.exception("TSA %s cannot be asked: its password, token or certificate", self.name)
            raise TimestampRefused(self.name, "no_access") from reason
        timeout = aiohttp.ClientTimeout(total=SECONDS_TO_ANSWER)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout, headers=headers) as session,
                session.post(self._url, data=request, allow_redirects=False, ssl=tls) as response,
            ):
                return await self._body(response)
        except aiohttp.ClientSSLError as reason:
            raise TimestampRefused(self.name, "untrusted_host") from reason
        except (aiohttp.ClientError, OSError, TimeoutError) as reason:
            raise TimestampRefused(self.name, "unreachable") from reason

    def _tls(self) -> ssl.SSLContext | bool:
        return self._access.tls() if self._url.startswith("https:") else True

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        if response.status != 200:  # noqa: PLR2004 - RFC 3161 knows one status of success
            raise TimestampRefused(self.name, f"http_{response.status}")
        body = b""
        async for piece in response.content.iter_chunked(LONGEST_REPLY):
            body += piece
            if len(body) > LONGEST_REPLY:
                raise TimestampRefused(self.name, "too_long")
        return body
