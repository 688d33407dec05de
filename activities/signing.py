"""The signing lane: each step reads its dossier, signs once, and files the revision."""

import hashlib
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.messages import EffectRequest, Sealed
from contracts.signing import FileIdentity, NewRevision, Purpose, RevisionFacts, RevisionKind, SigningPlan

if TYPE_CHECKING:
    from adapters.files import FileStore
    from adapters.sealing import SealedRevision, Sealer
    from database.signing_desk import SigningDesk

Prepare = Callable[[bytes, SigningPlan], bytes]
RequireExtends = Callable[[bytes, bytes], None]


class Signing:
    """Handed the desk, the files, the key and the PDF's preparation; repeating a step signs nothing twice."""

    def __init__(
        self,
        desk: "SigningDesk",
        files: "FileStore",
        sealer: "Sealer",
        prepare: Prepare,
        require_extends: RequireExtends,
    ) -> None:
        self._desk = desk
        self._files = files
        self._sealer = sealer
        self._prepare = prepare
        self._require_extends = require_extends

    @activity.defn(no_thread_cancel_exception=True)
    def prepare_round(self, request: EffectRequest) -> Sealed:
        """Make every field, then certify: the creation signature of the round."""
        standing = self._desk.already_sealed(request, RevisionKind.CREATION, "")
        if standing:
            return standing
        dossier = self._desk.preparation(request)
        with beating():
            prepared = self._prepare(self._files.read(dossier.working), dossier.plan)
            sealed = self._sealer.certify(prepared, dossier.reason)
            return self._keep(request, dossier.working.organization, RevisionKind.CREATION, "", sealed)

    @activity.defn(no_thread_cancel_exception=True)
    def seal_agreement(self, request: EffectRequest) -> Sealed:
        """Fill the party's own fields and sign, in one revision that extends what the party was shown."""
        party = request.effect.recipient
        standing = self._desk.already_sealed(request, RevisionKind.AGREEMENT, party)
        if standing:
            return standing
        dossier = self._desk.sealing(request)
        parent = self._files.read(dossier.parent)
        self._require_extends(parent, self._files.read(dossier.base))
        with beating():
            sealed = self._sealer.agree(parent, dossier.filling, dossier.reason)
            return self._keep(request, dossier.parent.organization, RevisionKind.AGREEMENT, party, sealed)

    @activity.defn(no_thread_cancel_exception=True)
    def conclude(self, request: EffectRequest) -> Sealed:
        """Add the final signature, the validation data and the document timestamp: B-LTA."""
        standing = self._desk.already_sealed(request, RevisionKind.FINAL, "")
        if standing:
            return standing
        dossier = self._desk.conclusion(request)
        with beating():
            sealed = self._sealer.conclude(self._files.read(dossier.parent), dossier.reason)
            return self._keep(request, dossier.parent.organization, RevisionKind.FINAL, "", sealed)

    def _keep(
        self,
        request: EffectRequest,
        organization: str,
        kind: RevisionKind,
        party: str,
        sealed: "SealedRevision",
    ) -> Sealed:
        digest = hashlib.sha256(sealed.pdf).hexdigest()
        file = FileIdentity(organization, str(uuid.uuid4()), Purpose.REVISION, digest)
        self._files.write(file, sealed.pdf)
        facts = RevisionFacts(sealed.level, sealed.timestamped_at, sealed.tsa, sealed.serial, sealed.policy)
        return self._desk.keep(request, NewRevision(kind, party, file, len(sealed.pdf), facts))
