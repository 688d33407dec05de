"""Three documents in one envelope, signed by the real signing lane and brought on in the record by hand."""

import hashlib
import uuid
from dataclasses import dataclass, replace

from sqlalchemy import select

from activities.certifying import Certifying
from activities.signing import Signing
from adapters.certificates import render_all, signed_file
from adapters.filling import prepare
from adapters.sealing import require_extends
from contracts import acts
from contracts.acts import Origin, PartyPlan
from contracts.deadlines import ENGINE
from contracts.effects import EffectKind
from contracts.messages import Certified, EffectMessage, EffectRequest, Sealed
from contracts.signing import FileIdentity, Purpose
from database.certificate_desk import CertificateDesk
from database.contract import Contract
from database.document import StoredFile
from database.dossiers import identity_of, revisions_of
from database.evidence import Certificate
from database.queries.envelopes import NewDocument, StoredBytes
from database.queries.versions import NewVersion, file_version, versions_of
from database.record import EffectRow
from database.signing_desk import SigningDesk
from tests.lifecycle.concluding import record_act
from tests.lifecycle.office import Draft, Office, a_pdf
from workflows.wiring import sealer_of

NAMES = ("基本契約書", "個別契約書", "個人情報の取扱いに関する覚書")


@dataclass(frozen=True)
class Bundle:
    office: Office
    draft: Draft
    signing: Signing
    certifying: Certifying

    def submit(self) -> None:
        self.record(self.draft.submit)
        sealed = self.signing.prepare_round(self.request(EffectKind.PREPARE_ROUND))
        made = (sealed.digest, sealed.revision, sealed.digests)
        self.record(acts.RecordPreparation("prepared", ENGINE, 1, *made))

    def agreement(self, party: PartyPlan) -> acts.Agree:
        imprint = self.office.imprint(party.id)
        return acts.Agree(
            key=f"agreed-{party.id}",
            origin=Origin(party.id),
            party=party.id,
            round=1,
            shown_digest=self.row().sent_digest,
            shown_revision=1,
            imprint=imprint.public_id,
            imprint_digest=imprint.digest,
            authenticated=["mail_link"],
        )

    def agree(self, party: PartyPlan) -> Sealed:
        self.record(acts.AcceptTerms(f"terms-{party.id}", Origin(party.id), party.id, 1, "2026-11"))
        self.record(self.agreement(party))
        sealed = self.signing.seal_agreement(self.request(EffectKind.SEAL_AGREEMENT, party.id))
        self.record(
            acts.RecordSealing(f"sealed-{party.id}", ENGINE, party.id, 1, sealed.digest, sealed.revision)
        )
        return sealed

    def conclude(self) -> Certified:
        sealed = self.signing.conclude(self.request(EffectKind.CONCLUDE))
        self.record(acts.RecordConclusion("concluded", ENGINE, 1, sealed.digest, sealed.revision))
        made = self.certifying.certify(self.request(EffectKind.CERTIFY))
        self.record(acts.RecordCertificates("certified", ENGINE, 1, made.own_digest, made.party_digest))
        return made

    def record(self, act: acts.Act) -> None:
        record_act(self.office, self.draft.contract, act)

    def row(self) -> Contract:
        return self.office.contract(self.draft.contract)

    def request(self, kind: EffectKind, recipient: str = "") -> EffectRequest:
        with self.office.opened.database.reading() as session:
            query = select(EffectRow).where(EffectRow.contract_id == self.row().id, EffectRow.kind == kind)
            rows = session.scalars(query).all()
        row = next(one for one in rows if recipient in {"", one.recipient})
        effect = EffectMessage(row.sequence, kind, row.recipient, row.round)
        return EffectRequest(self.draft.contract, 1, effect)

    def signed(self) -> list[list[bytes]]:
        """Return every revision of the round as the bytes of its documents."""
        with self.office.opened.database.reading() as session:
            contract = session.get_one(Contract, self.row().id)
            rows = revisions_of(session, contract, 1)
            return [[self._read(contract, file) for file in row.files] for row in rows]

    def uploaded(self) -> list[bytes]:
        with self.office.opened.database.reading() as session:
            contract = session.get_one(Contract, self.row().id)
            version = versions_of(session, contract)[-1]
            return [self._read(contract, one.uploaded) for one in version.documents]

    def certificate(self, audience: str) -> bytes:
        with self.office.opened.database.reading() as session:
            row = session.scalars(select(Certificate).where(Certificate.audience == audience)).one()
            return self._read(session.get_one(Contract, row.contract_id), row.file)

    def _read(self, contract: Contract, file: StoredFile) -> bytes:
        return self.office.opened.files.read(identity_of(contract, file))


def bundled(office: Office, orders: list[int]) -> Bundle:
    """Return a draft with three documents, ready to be sent."""
    draft = office.draft(orders)
    version = envelope_in(office, draft.contract, NAMES)
    opened = office.opened
    sealer = sealer_of(opened)
    desk = CertificateDesk(opened.database, opened.settings.base_url)
    return Bundle(
        office,
        replace(draft, version=version, submit=replace(draft.submit, version=version)),
        Signing(SigningDesk(opened.database), opened.files, sealer, prepare, require_extends),
        Certifying(desk, opened.files, sealer, render_all, signed_file),
    )


def envelope_in(office: Office, contract_id: str, names: tuple[str, ...]) -> str:
    documents = tuple(_document(office, name, place) for place, name in enumerate(names, 1))
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == contract_id)).one()
        return file_version(session, contract, office.owner, NewVersion(documents, "")).public_id


def _document(office: Office, name: str, place: int) -> NewDocument:
    data = a_pdf(f"Document {place}")
    uploaded, working = (_stored(office, purpose, data) for purpose in (Purpose.UPLOADED, Purpose.WORKING))
    return NewDocument(uploaded, working, f"{name}.pdf", (), 1)


def _stored(office: Office, purpose: Purpose, data: bytes) -> StoredBytes:
    digest = hashlib.sha256(data).hexdigest()
    identity = FileIdentity(office.organization.public_id, str(uuid.uuid4()), purpose, digest)
    office.opened.files.write(identity, data)
    return StoredBytes(identity, len(data))
