"""A small office that sends contracts, and what happens around its counterparties' pages."""

import hashlib
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.filling import Filling, SigningParty, SigningPlan, filled, prepare
from adapters.keys import KeyPurpose, MasterKey, MasterKeys
from adapters.secrets import link_token, token_digest
from contracts import acts
from contracts.acts import Origin, PartyPlan
from contracts.certificate_id import certificate_id
from contracts.letters import LinkPurpose
from contracts.signing import FileIdentity, Purpose
from database.contract import Contract
from database.delivery import PartyLink
from database.document import DocumentVersion, StoredFile
from database.dossiers import party_key
from database.engine import now_of
from database.evidence import Certificate, Revision
from database.inputs import with_inputs
from database.party import Party
from database.people import Organization, User
from database.spots import spots_of_round
from tests import databases
from tests.counterparty.desk_engine import DeskEngine
from tests.counterparty.planning import Plan, document_rows, field_rows, paper, party_row, planned_party
from workflows.installation import Opened

LINK_KEYS = MasterKeys.of(MasterKey(b"key of these tests, 32 bytes lon")).derived(KeyPurpose.LINKS)
ENGINE = Origin("engine")


@dataclass
class Sent:
    """A contract that has been sent; `parties` in the order of the plans."""

    contract: str
    parties: list[Party]


@dataclass
class Office:
    opened: Opened
    organization: Organization
    owner: User
    engine: DeskEngine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = DeskEngine(self.opened.database)

    def sent(
        self,
        *plans: Plan,
        title: str = "建物賃貸借契約書（更新）",
        standing: str = "agent",
        edition: int = 1,
        confirms: bool = False,
    ) -> Sent:
        """Send a contract to these parties; the first round is prepared and the first order asked."""
        contract, parties, planned = self._draft(plans or (Plan(),), title, standing)
        version = self._version(contract)
        submit = acts.Submit(
            _key(),
            Origin(self.owner.public_id),
            version,
            planned,
            needs_approval=False,
            link_days=30,
            edition=edition,
            confirms=confirms,
        )
        self.engine.submit(contract.public_id, 1, submit)
        sent = Sent(contract.public_id, parties)
        self.prepare(sent)
        return sent

    def prepare(self, sent: Sent) -> None:
        contract = self.contract(sent)
        signers = tuple(
            SigningParty(party_key(one), one.role, one.company, one.name, imprint=one.imprint)
            for one in sent.parties
        )
        plan = SigningPlan(
            certificate_id(contract.public_id, contract.round),
            contract.title,
            "株式会社サンプル不動産",
            self._with_inputs(signers, sent),
        )
        data = prepare(paper(contract.title), plan)
        self.revision(sent, data, "creation", "")
        digest = hashlib.sha256(data).hexdigest()
        self.engine.ask(sent.contract, acts.RecordPreparation(_key(), ENGINE, contract.round, digest, 1))

    def _with_inputs(self, signers: tuple[SigningParty, ...], sent: Sent) -> tuple[SigningParty, ...]:
        with self.opened.database.reading() as session:
            rows = [session.get_one(Party, one.id) for one in sent.parties]
            contract = self.contract(sent)
            return with_inputs(signers, rows, spots_of_round(session, contract, contract.round), 1)

    def seal(self, sent: Sent, party: Party) -> None:
        """File the revision that a party's agreement leaves, as the signer would."""
        parent = self.newest_bytes(sent)
        data = filled(parent, Filling(party_key(party), "2026-11-21 13:02 同意", None))
        number = self.revision(sent, data, "agreement", party.public_id)
        digest, current = hashlib.sha256(data).hexdigest(), self.contract(sent).round
        act = acts.RecordSealing(_key(), ENGINE, party.public_id, current, digest, number)
        self.engine.ask(sent.contract, act)

    def conclude(self, sent: Sent) -> None:
        data = self.newest_bytes(sent)
        number = self.revision(sent, data, "final", "")
        current = self.contract(sent).round
        concluded = acts.RecordConclusion(_key(), ENGINE, current, hashlib.sha256(data).hexdigest(), number)
        self.engine.ask(sent.contract, concluded)
        digests = [self._certificate(sent, audience) for audience in ("own", "party")]
        self.engine.ask(sent.contract, acts.RecordCertificates(_key(), ENGINE, current, *digests))

    def revision(self, sent: Sent, data: bytes, kind: str, party: str) -> int:
        contract, stored = self.contract(sent), self._stored(Purpose.REVISION, data)
        with self.opened.database.writing() as session:
            session.add(stored)
            session.flush()
            number = session.query(Revision).filter_by(contract_id=contract.id, round=contract.round).count()
            session.add(
                Revision(
                    organization_id=self.organization.id,
                    contract_id=contract.id,
                    round=contract.round,
                    number=number + 1,
                    kind=kind,
                    party=party,
                    digest=stored.digest,
                    file_id=stored.id,
                    level="B-T",
                    timestamped_at=now_of(session),
                    authority="",
                    serial="",
                    policy="",
                )
            )
        return number + 1

    def newest_bytes(self, sent: Sent) -> bytes:
        contract = self.contract(sent)
        with self.opened.database.reading() as session:
            rows = session.query(Revision).filter_by(contract_id=contract.id, round=contract.round)
            file = rows.order_by(Revision.number.desc()).first().file  # type: ignore[union-attr]  # the tests made it
        return self.opened.files.read(
            FileIdentity(self.organization.public_id, file.public_id, file.purpose, file.digest)
        )

    def link(
        self,
        party: Party,
        purpose: LinkPurpose = LinkPurpose.AGREE,
        expires_at: datetime | None = None,
        issue: int = 1,
    ) -> str:
        """Return the token of a new link, as the mail carries it."""
        secret = LINK_KEYS.new_id(32)
        token = link_token(LINK_KEYS.newest, secret)
        with self.opened.database.writing() as session:
            current = session.get_one(Contract, party.contract_id).round
            session.add(
                PartyLink(
                    organization_id=party.organization_id,
                    party_id=party.id,
                    round=current,
                    purpose=purpose,
                    issue=issue,
                    secret_id=secret,
                    token_digest=token_digest(token),
                    created_at=now_of(session),
                    expires_at=expires_at,
                )
            )
        return token

    def hours_from_now(self, hours: int) -> datetime:
        with self.opened.database.reading() as session:
            return now_of(session) + timedelta(hours=hours)

    def contract(self, sent: Sent) -> Contract:
        with self.opened.database.reading() as session:
            return session.query(Contract).filter_by(public_id=sent.contract).one()

    def party(self, party: Party) -> Party:
        with self.opened.database.reading() as session:
            return session.get_one(Party, party.id)

    def dump(self) -> list[str]:
        return databases.rows(self.opened.database.engine)

    def version_of(self, sent: Sent, heading: str = "") -> str:
        """Return a new version of the sent contract, the same but for its heading."""
        return self._version(self.contract(sent), heading)

    def _draft(
        self, plans: tuple[Plan, ...], title: str, standing: str
    ) -> tuple[Contract, list[Party], list[PartyPlan]]:
        with self.opened.database.writing() as session:
            now = now_of(session)
            contract = Contract(
                organization_id=self.organization.id,
                owner_id=self.owner.id,
                title=title,
                standing=standing,
                memo="",
                currency="JPY",
                amount_state="unknown",
                stage="draft",
                round=0,
                sent_digest="",
                epoch=1,
                sequence=0,
                head="",
                rev=0,
                indexed_rev=0,
                created_at=now,
                changed_at=now,
            )
            session.add(contract)
            session.flush()
            parties = [party_row(contract, at, plan) for at, plan in enumerate(plans, 1)]
            session.add_all(parties)
            session.flush()
            asked = [document_rows(party, plan) for party, plan in zip(parties, plans, strict=True)]
            fields = [field_rows(party, plan) for party, plan in zip(parties, plans, strict=True)]
            session.add_all([one for items in asked for one in items])
            session.add_all([one for items in fields for one in items])
            session.flush()
            planned = [
                planned_party(party, plan, items, typed)
                for party, plan, items, typed in zip(parties, plans, asked, fields, strict=True)
            ]
        return contract, parties, planned

    def _version(self, contract: Contract, heading: str = "") -> str:
        words = paper(heading or contract.title)
        files = [self._stored(purpose, words) for purpose in (Purpose.UPLOADED, Purpose.WORKING)]
        with self.opened.database.writing() as session:
            session.add_all(files)
            session.flush()
            version = DocumentVersion(
                organization_id=self.organization.id,
                contract_id=contract.id,
                number=session.query(DocumentVersion).filter_by(contract_id=contract.id).count() + 1,
                uploaded_id=files[0].id,
                working_id=files[1].id,
                created_by_id=self.owner.id,
                filename="契約書.pdf",
                note="",
                warnings="",
                page_count=2,
                created_at=now_of(session),
            )
            session.add(version)
        return version.public_id

    def _certificate(self, sent: Sent, audience: str) -> str:
        contract, stored = (
            self.contract(sent),
            self._stored(Purpose.CERTIFICATE, paper(f"合意証明書 {audience}")),
        )
        with self.opened.database.writing() as session:
            session.add(stored)
            session.flush()
            session.add(
                Certificate(
                    organization_id=self.organization.id,
                    contract_id=contract.id,
                    round=contract.round,
                    audience=audience,
                    certificate_id=certificate_id(contract.public_id, contract.round),
                    digest=stored.digest,
                    file_id=stored.id,
                    issued_at=now_of(session),
                )
            )
        return stored.digest

    def _stored(self, purpose: Purpose, data: bytes) -> StoredFile:
        digest = hashlib.sha256(data).hexdigest()
        file = FileIdentity(self.organization.public_id, str(uuid.uuid4()), purpose, digest)
        self.opened.files.write(file, data)
        with self.opened.database.reading() as session:
            now = now_of(session)
        return StoredFile(
            public_id=file.object_id,
            organization_id=self.organization.id,
            purpose=purpose,
            digest=digest,
            size=len(data),
            created_at=now,
        )


def _key() -> str:
    return uuid.uuid4().hex
