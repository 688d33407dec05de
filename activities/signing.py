"""The signing lane: each step reads its dossier, signs once, and files the revision."""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from temporalio import activity

from activities.beating import beating
from contracts.messages import EffectRequest, Sealed
from contracts.signing import (
    Conclusion,
    Extended,
    FileIdentity,
    NewRevision,
    Preparation,
    Purpose,
    RevisionFacts,
    RevisionKind,
    Sealing,
    SignedDocument,
    SigningPlan,
    Unsigned,
)

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
        """Make every field, then certify: the creation signature of each document of the round."""
        standing = self._desk.already_sealed(request, RevisionKind.CREATION, "")
        if standing:
            return standing
        dossier = self._desk.preparation(request)
        with beating():
            certified = (self._certified(one, dossier) for one in dossier.documents)
            return self._keep(request, RevisionKind.CREATION, "", certified)

    @activity.defn(no_thread_cancel_exception=True)
    def seal_agreement(self, request: EffectRequest) -> Sealed:
        """Fill the party's own fields and sign, in one revision of each document it signs."""
        party = request.effect.recipient
        standing = self._desk.already_sealed(request, RevisionKind.AGREEMENT, party)
        if standing:
            return standing
        dossier = self._desk.sealing(request)
        with beating():
            agreed = (self._agreed(one, dossier) for one in dossier.documents)
            return self._keep(request, RevisionKind.AGREEMENT, party, agreed)

    @activity.defn(no_thread_cancel_exception=True)
    def conclude(self, request: EffectRequest) -> Sealed:
        """Add to each document the final signature, validation data and document timestamp: B-LTA."""
        standing = self._desk.already_sealed(request, RevisionKind.FINAL, "")
        if standing:
            return standing
        dossier = self._desk.conclusion(request)
        with beating():
            concluded = (self._concluded(one, dossier) for one in dossier.parents)
            return self._keep(request, RevisionKind.FINAL, "", concluded)

    def _certified(self, one: Unsigned, dossier: Preparation) -> SignedDocument:
        prepared = self._prepare(self._files.read(one.working), one.plan)
        return self._stored(one.working, self._sealer.certify(prepared, dossier.reason))

    def _agreed(self, one: Extended, dossier: Sealing) -> SignedDocument:
        if one.carried:
            return one.carried
        parent = self._files.read(one.parent)
        self._require_extends(parent, self._files.read(one.base))
        if one.own:
            prepared = self._files.read(one.own.prepared)
            self._require_extends(prepared, parent)
            return self._stored(one.parent, self._sealer.embed(prepared, one.own))
        filling = replace(dossier.filling, values=one.values)
        return self._stored(one.parent, self._sealer.agree(parent, filling, dossier.reason))

    def _concluded(self, parent: FileIdentity, dossier: Conclusion) -> SignedDocument:
        return self._stored(parent, self._sealer.conclude(self._files.read(parent), dossier.reason))

    def _stored(self, origin: FileIdentity, sealed: "SealedRevision") -> SignedDocument:
        digest = hashlib.sha256(sealed.pdf).hexdigest()
        file = FileIdentity(origin.organization, str(uuid.uuid4()), Purpose.REVISION, digest)
        self._files.write(file, sealed.pdf)
        facts = RevisionFacts(
            sealed.level,
            sealed.timestamped_at,
            sealed.tsa,
            sealed.serial,
            sealed.policy,
            sealed.provider,
        )
        return SignedDocument(file, len(sealed.pdf), facts)

    def _keep(
        self, request: EffectRequest, kind: RevisionKind, party: str, documents: Iterator[SignedDocument]
    ) -> Sealed:
        """Sign one document after the other; they are filed together or, after a kill, all signed again."""
        return self._desk.keep(request, NewRevision(kind, party, tuple(documents)))
