"""The TSAs of an installation as the one time-stamper that pyHanko asks."""

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import cms, tsp, x509
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import extract_ts_certs
from pyhanko_certvalidator import CertificateValidator, ValidationContext

from adapters.sealing.timestamps.timestamp_source import (
    TimestampRefused,
    TimestampSource,
    TimestampUnavailable,
)
from adapters.sealing.timestamps.token_check import checked_token

DIGEST = "sha256"
ASKED_LAST_FOR = timedelta(minutes=2)
"""A TSA that failed makes nobody wait for it first again before this has passed."""

_log = logging.getLogger(__name__)


class OrderedTimestamper(TimeStamper):
    """Asks each source in order until one gives a token that passes every check."""

    def __init__(
        self,
        sources: Sequence[TimestampSource],
        clock: Callable[[], datetime],
        retired: Sequence[TimestampSource] = (),
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
        self.sources = tuple(sources)
        self.retired = tuple(retired)
        self._clock = clock
        self._source_of: dict[bytes, TimestampSource] = {}
        self._failed_at: dict[str, datetime] = {}
        self._archiving: Archiving | None = None

    @property
    def for_archives(self) -> "Archiving":
        """The same TSAs for what must last: none is asked whose revocation data are not at hand."""
        if self._archiving is None:
            self._archiving = Archiving(self)
        return self._archiving

    @property
    def known_certificates(self) -> frozenset[bytes]:
        """The SHA-256 of each TSA certificate whose token was accepted so far."""
        return frozenset(self._source_of)

    async def become_known(self) -> None:
        """Have one token made if none was yet, so that a store written next holds its TSA's certificates."""
        await self.async_dummy_response(DIGEST)

    def is_accredited(self, certificate: x509.Certificate) -> bool:
        return bool(self.provider_of(certificate))

    def provider_of(self, certificate: x509.Certificate) -> str:
        """Return the 事業者名 of the accredited TSA whose certificate this is, or nothing (LW-12)."""
        source = self._source_of.get(certificate.sha256)
        if source is None or not source.accredited:
            return ""
        return str(getattr(source, "provider", "") or source.name)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return a checked token, or raise TimestampUnavailable with every refusal."""
        refusals = []
        for source in self._in_turn():
            try:
                token = await self._token_from(source, message_digest, md_algorithm)
            except TimestampRefused as refusal:
                _log.warning("TSA %s gave no token: %s", refusal.source, refusal.code)
                self._failed_at[source.name] = self._clock()
                refusals.append(refusal)
            else:
                self._remember(token, source)
                return token
        raise TimestampUnavailable(tuple(refusals))

    def _in_turn(self) -> list[TimestampSource]:
        """Return those that failed of late behind the others: they are asked, but nobody waits for them."""
        now = self._clock()
        return sorted(self.sources, key=lambda one: self._has_just_failed(one, now))

    def _has_just_failed(self, source: TimestampSource, now: datetime) -> bool:
        failed_at = self._failed_at.get(source.name)
        return failed_at is not None and now - failed_at < ASKED_LAST_FOR

    async def _token_from(self, source: TimestampSource, digest: bytes, algorithm: str) -> cms.ContentInfo:
        _, request = self.request_cms(digest, algorithm)  # type: ignore[no-untyped-call]  # so here
        if source.trust.policy:
            request["req_policy"] = tsp.ObjectIdentifier(source.trust.policy)
        reply = await source.answer(request.dump(force=True))
        token = await checked_token(source, request, reply, self._clock())
        self._failed_at.pop(source.name, None)
        return token

    def _remember(self, token: Any, source: TimestampSource) -> None:  # noqa: ANN401 - asn1crypto is untyped
        for certificate in extract_ts_certs(token, self.cert_registry):
            self._certs[certificate.issuer_serial] = certificate
            self._source_of[certificate.sha256] = source
        largest = self._dummy_response_cache.get(DIGEST)
        if largest is not None and len(token.dump()) > len(largest.dump()):
            # What is reserved for the next token is measured by this one.
            self._dummy_response_cache[DIGEST] = token


class Archiving(OrderedTimestamper):
    """A view of `whole` that shares what it knows of its TSAs."""

    def __init__(self, whole: OrderedTimestamper) -> None:
        super().__init__(whole.sources, whole._clock, whole.retired)  # noqa: SLF001 -- a view of the same class
        self._source_of = whole._source_of  # noqa: SLF001 -- as above
        self._failed_at = whole._failed_at  # noqa: SLF001 -- as above

    @property
    def for_archives(self) -> "Archiving":
        return self

    async def _token_from(self, source: TimestampSource, digest: bytes, algorithm: str) -> cms.ContentInfo:
        if not source.trust.is_current():
            raise TimestampRefused(source.name, "revocation_stale")
        return await super()._token_from(source, digest, algorithm)

    async def validation_paths(self, validation_context: ValidationContext) -> AsyncIterator[Any]:
        """Yield the path of each known certificate whose TSA can be validated now."""
        await self.become_known()
        for certificate in tuple(self._certs.values()):
            if certificate.not_valid_after < self._clock():
                continue  # of a TSA that has moved on to another certificate, years ago for this process
            if self._source_of[certificate.sha256].trust.is_current():
                validator = CertificateValidator(
                    certificate, intermediate_certs=self.cert_registry, validation_context=validation_context
                )
                yield await validator.async_validate_usage(set(), {"time_stamping"})  # type: ignore[no-untyped-call]  # so here
