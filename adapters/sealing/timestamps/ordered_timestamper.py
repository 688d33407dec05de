"""The TSAs of an installation as the one time-stamper that pyHanko asks."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from asn1crypto import cms, tsp, x509
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation

from adapters.sealing.timestamps.timestamp_source import (
    TimestampRefused,
    TimestampSource,
    TimestampUnavailable,
)
from adapters.sealing.timestamps.token_check import checked_token
from adapters.sealing.timestamps.vouching import VouchedCertificates

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
        self._vouched = VouchedCertificates()

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
        token = await checked_token(source, request, reply, self._clock(), self._vouched)
        self._failed_at.pop(source.name, None)
        return token

    def _register_dummy(self, md_algorithm: str, dummy: cms.ContentInfo) -> None:
        """Its certificate is remembered by `async_timestamp`; pyHanko's own knows no key identifiers."""
        self._dummy_response_cache[md_algorithm] = dummy

    def _remember(self, token: cms.ContentInfo, source: TimestampSource) -> x509.Certificate:
        found = extract_certs_for_validation(token["content"])
        certificate = found.signer_cert
        self.cert_registry.register_multiple((certificate, *found.other_certs))
        self._certs[certificate.issuer_serial] = certificate
        self._source_of[certificate.sha256] = source
        largest = self._dummy_response_cache.get(DIGEST)
        if largest is not None and len(token.dump()) > len(largest.dump()):
            # What is reserved for the next token is measured by this one.
            self._dummy_response_cache[DIGEST] = token
        return certificate
