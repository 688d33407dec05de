"""The TSAs of an installation as the one time-stamper that pyHanko asks."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from asn1crypto import cms, tsp, x509
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import extract_ts_certs

from adapters.sealing.timestamp_source import TimestampRefused, TimestampSource, TimestampUnavailable
from adapters.sealing.token_check import checked_token

DIGEST = "sha256"


class OrderedTimestamper(TimeStamper):
    """Asks each source in order until one gives a token that passes every check."""

    def __init__(self, sources: Sequence[TimestampSource], clock: Callable[[], datetime]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
        self.sources = tuple(sources)
        self._clock = clock
        self._source_of: dict[bytes, TimestampSource] = {}

    @property
    def known_certificates(self) -> frozenset[bytes]:
        """The SHA-256 of each TSA certificate whose token was accepted so far."""
        return frozenset(self._source_of)

    async def become_known(self) -> None:
        """Have one token made if none was yet, so that a store written next holds its TSA's certificates."""
        await self.async_dummy_response(DIGEST)

    def is_accredited(self, certificate: x509.Certificate) -> bool:
        source = self._source_of.get(certificate.sha256)
        return source is not None and source.accredited

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return a checked token, or raise TimestampUnavailable with every refusal."""
        refusals = []
        for source in self.sources:
            _, request = self.request_cms(message_digest, md_algorithm)  # type: ignore[no-untyped-call]  # so here
            try:
                token = await self._token_from(source, request)
            except TimestampRefused as refusal:
                refusals.append(refusal)
            else:
                self._remember(token, source)
                return token
        raise TimestampUnavailable(tuple(refusals))

    async def _token_from(self, source: TimestampSource, request: tsp.TimeStampReq) -> cms.ContentInfo:
        reply = await source.answer(request.dump())
        return await checked_token(source, request, reply, self._clock())

    def _remember(self, token: Any, source: TimestampSource) -> None:  # noqa: ANN401 - asn1crypto is untyped
        for certificate in extract_ts_certs(token, self.cert_registry):
            self._certs[certificate.issuer_serial] = certificate
            self._source_of[certificate.sha256] = source
