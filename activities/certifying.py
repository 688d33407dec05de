"""Issuing the certificate of agreement: gather once, render both copies, sign each, file the pair."""

import hashlib
import uuid
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.certificate import Audience, CertificateFacts, NewCertificate, SignedFile, issuing_reason
from contracts.messages import Certified, EffectRequest
from contracts.signing import FileIdentity, Purpose

if TYPE_CHECKING:
    from adapters.files import FileStore
    from adapters.sealing import Sealer
    from database.certificate_desk import CertificateDesk

Render = Callable[[Sequence[CertificateFacts]], list[bytes]]
Read = Callable[[bytes], SignedFile]


class Certifying:
    """Handed the desk, the files, the key and the drawing; a pair that stands is never made again (LW-43)."""

    def __init__(
        self, desk: "CertificateDesk", files: "FileStore", sealer: "Sealer", render: Render, read: Read
    ) -> None:
        self._desk = desk
        self._files = files
        self._sealer = sealer
        self._render = render
        self._read = read

    @activity.defn(no_thread_cancel_exception=True)
    def certify(self, request: EffectRequest) -> Certified:
        """Issue 社内控 and 相手方控, each signed and timestamped, or return the pair that stands."""
        standing = self._desk.already_issued(request)
        if standing:
            return standing
        concluded = self._desk.concluded(request)
        with beating():
            facts = self._desk.facts(request, [self._read(self._files.read(one)) for one in concluded])
            told = [facts.for_audience(side) for side in Audience]
            drawn = zip(told, self._render(told), strict=True)
            copies = [self._sealed(copy, pdf, concluded[0].organization) for copy, pdf in drawn]
            return self._desk.keep(request, facts, copies)

    def _sealed(self, facts: CertificateFacts, pdf: bytes, organization: str) -> NewCertificate:
        sealed = self._sealer.seal_certificate(pdf, issuing_reason(facts))
        digest = hashlib.sha256(sealed.pdf).hexdigest()
        file = FileIdentity(organization, str(uuid.uuid4()), Purpose.CERTIFICATE, digest)
        self._files.write(file, sealed.pdf)
        return NewCertificate(Audience(facts.audience), facts.certificate_id, file, len(sealed.pdf))
