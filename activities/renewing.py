"""The signing lane's part of keeping: one more document timestamp around every kept file (LW-13)."""

import hashlib
import logging
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts import preserving
from contracts.messages import RenewalOrder
from contracts.preserving import KeptFile, Protection, RenewedFile
from contracts.signing import FileIdentity, RevisionFacts, SignedDocument

if TYPE_CHECKING:
    from adapters.files import FileStore
    from adapters.sealing import Sealer
    from database.preservation_desk import PreservationDesk

LOG = logging.getLogger("warifu.preservation")
Measure = Callable[[bytes], Protection]
RequireExtends = Callable[[bytes, bytes], None]


class Renewing:
    """Handed the desk, the files and the sealer, whose signing key is not used here."""

    def __init__(
        self,
        desk: "PreservationDesk",
        files: "FileStore",
        sealer: "Sealer",
        measure: Measure,
        require_extends: RequireExtends,
    ) -> None:
        self._desk = desk
        self._files = files
        self._sealer = sealer
        self._measure = measure
        self._require_extends = require_extends

    @activity.defn(no_thread_cancel_exception=True)
    def renew_timestamps(self, order: RenewalOrder) -> None:
        """Renew every file of the contract and file the generation; one that stands is not made again."""
        if self._desk.is_done(order):
            return
        with beating():
            try:
                at = datetime.fromisoformat(order.at)
                renewed = [self._renewed(one, at) for one in self._desk.kept(order.contract)]
            except Exception as reason:
                code = str(getattr(reason, "code", type(reason).__name__))
                LOG.error("timestamps of %s not renewed: %s", order.contract, code)  # noqa: TRY400 - the trace goes to the engine
                self._desk.failed(order, code)
                raise
            self._desk.keep(order, renewed)

    def _renewed(self, before: KeptFile, at: datetime) -> RenewedFile:
        pdf = self._files.read(before.file)
        is_last_resort = preserving.is_last_resort(self._measure(pdf), at)
        sealed = self._sealer.renew_timestamp(pdf, is_last_resort=is_last_resort)
        self._require_extends(sealed.pdf, pdf)
        digest = hashlib.sha256(sealed.pdf).hexdigest()
        file = FileIdentity(before.file.organization, str(uuid.uuid4()), before.file.purpose, digest)
        self._files.write(file, sealed.pdf)
        facts = RevisionFacts(
            sealed.level, sealed.timestamped_at, sealed.tsa, sealed.serial, sealed.policy, sealed.provider
        )
        document = SignedDocument(file, len(sealed.pdf), facts)
        return RenewedFile(before, document, self._measure(sealed.pdf))
