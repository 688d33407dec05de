"""The same TSAs for what must last: what proves each token stands in the file's store before the last one."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Any

from asn1crypto import cms, x509
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.registry import SimpleCertificateStore

from adapters.sealing.certificate_context import context_at
from adapters.sealing.timestamps.ordered_timestamper import DIGEST, OrderedTimestamper
from adapters.sealing.timestamps.timestamp_source import TimestampRefused, TimestampSource


@dataclass(frozen=True, slots=True)
class ArchiveMemory:
    """Which TSAs lately stamped what must last: the next file's store is written before its own tokens."""

    certificates: dict[Any, x509.Certificate] = field(default_factory=dict)
    dummies: dict[str, cms.ContentInfo] = field(default_factory=dict)
    registry: SimpleCertificateStore = field(default_factory=SimpleCertificateStore)


class ArchivingTimestamper(OrderedTimestamper):
    """Stamps one file, asking none whose revocation data are missing; `earlier` prove its older tokens."""

    def __init__(
        self, whole: OrderedTimestamper, memory: ArchiveMemory, earlier: Iterable[ValidationPath] = ()
    ) -> None:
        super().__init__(whole.sources, whole._clock, whole.retired)  # noqa: SLF001 -- a view of the same class
        self._source_of = whole._source_of  # noqa: SLF001 -- as above
        self._failed_at = whole._failed_at  # noqa: SLF001 -- as above
        self._vouched = whole._vouched  # noqa: SLF001 -- as above
        self._certs, self._dummy_response_cache = memory.certificates, memory.dummies
        self.cert_registry = memory.registry
        self._earlier = tuple(earlier)
        self._used: set[bytes] = set()
        self._stored: set[bytes] = set()

    async def begin(self) -> None:
        """Have one token made if none was yet, so that a store written next holds its TSA's certificates."""
        await self.async_dummy_response(DIGEST)
        self._used.clear()
        self._stored.clear()

    @property
    def has_stored_all(self) -> bool:
        """Whether the store got the path of each TSA that stamped since: another one may have stood in."""
        return self._used <= self._stored

    async def validation_paths(self, validation_context: ValidationContext) -> AsyncIterator[ValidationPath]:
        """Yield the paths of earlier tokens, and of each known TSA that can be validated now."""
        for path in self._earlier:
            yield path
        for certificate in tuple(self._certs.values()):
            try:
                path = await _path(certificate, self.cert_registry, validation_context)
            except (PathError, ValidationError):
                continue  # expired, revoked, or without data: it stamps nothing of this file
            self._stored.add(certificate.sha256)
            yield path

    async def _token_from(self, source: TimestampSource, digest: bytes, algorithm: str) -> cms.ContentInfo:
        if not source.trust.is_current():
            raise TimestampRefused(source.name, "revocation_stale")
        token = await super()._token_from(source, digest, algorithm)
        found = extract_certs_for_validation(token["content"])
        if found.signer_cert.sha256 not in self._stored:
            await self._require_proof(source, found.signer_cert, found.other_certs)
        self._used.add(found.signer_cert.sha256)
        return token

    async def _require_proof(
        self, source: TimestampSource, certificate: x509.Certificate, further: Iterable[x509.Certificate]
    ) -> None:
        """Lists may be at hand, and be those of other issuers than the certificate has."""
        context = context_at(self._clock(), [source.trust], require_revocation=True)
        try:
            await _path(certificate, further, context)
        except (PathError, ValidationError) as reason:
            raise TimestampRefused(source.name, "revocation_missing") from reason


async def _path(
    certificate: x509.Certificate,
    further: Iterable[x509.Certificate] | SimpleCertificateStore,
    context: ValidationContext,
) -> ValidationPath:
    validator = CertificateValidator(certificate, intermediate_certs=further, validation_context=context)
    path: ValidationPath = await validator.async_validate_usage(set(), {"time_stamping"})  # type: ignore[no-untyped-call]  # so there
    return path
