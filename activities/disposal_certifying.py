"""廃棄証明書: drawn, signed and filed once all of a 廃棄 is gone (LW-27)."""

import hashlib
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.disposal_certificate import DisposalFacts, disposal_reason
from contracts.messages import DisposalStart
from contracts.signing import FileIdentity, Purpose

if TYPE_CHECKING:
    from adapters.files import FileStore
    from adapters.sealing import Sealer
    from database.disposal_certificates import DisposalCertificateDesk


class DisposalCertifying:
    """Handed the desk, the files, the key and the drawing; one that stands is never made again."""

    def __init__(
        self,
        desk: "DisposalCertificateDesk",
        files: "FileStore",
        sealer: "Sealer",
        render: Callable[[DisposalFacts], bytes],
    ) -> None:
        self._desk = desk
        self._files = files
        self._sealer = sealer
        self._render = render

    @activity.defn(no_thread_cancel_exception=True)
    def certify_disposal(self, start: DisposalStart) -> None:
        """Issue it and close the disposal; where nothing went it is closed without one."""
        with beating():
            facts = self._desk.facts(start.disposal)
            self._desk.keep(start.disposal, self._made(facts, start.disposal) if facts else None)

    def _made(self, facts: DisposalFacts, disposal: str) -> tuple[DisposalFacts, FileIdentity, int]:
        sealed = self._sealer.seal_certificate(self._render(facts), disposal_reason(facts))
        digest = hashlib.sha256(sealed.pdf).hexdigest()
        organization = self._desk.organization(disposal)
        file = FileIdentity(organization, str(uuid.uuid4()), Purpose.CERTIFICATE, digest)
        self._files.write(file, sealed.pdf)
        return facts, file, len(sealed.pdf)
