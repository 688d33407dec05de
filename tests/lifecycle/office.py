"""A small real office: a migrated database, keys, files, one owner and drafts ready to send."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from adapters.settings import read_settings
from contracts.acts import Origin, PartyPlan, Submit
from contracts.roles import Role
from contracts.signing import FileIdentity, Purpose
from database.contract import Contract
from database.contract_type import ContractType
from database.document import DocumentVersion, StoredFile
from database.engine import now_of
from database.evidence import ImprintRow
from database.party import Party
from database.people import Installation, Organization, User
from tests import databases
from workflows.installation import Opened, open_installation

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def open_office(home: Path, **environment: str) -> "Office":
    own = {} if "WARIFU_DATABASE_URL" in environment else databases.migrated(home)
    settings = read_settings({**own, **environment})
    opened = open_installation(settings)
    with opened.database.writing() as session:
        now = now_of(session)
        session.add(Installation(epoch=1, key_check=opened.keys.check_value(), created_at=now))
        organization = Organization(name="株式会社サンプル", created_at=now)
        session.add(organization)
        session.flush()
        owner = _user(organization, "sender@example.co.jp", "鈴木 花子", Role.LEGAL, now)
        approver = _user(organization, "boss@example.co.jp", "部長 太郎", Role.APPROVER, now)
        session.add_all([owner, approver])
        kinds = [
            ContractType(
                organization_id=organization.id, code=code, name=code, position=n, needs_approval=approval
            )
            for n, (code, approval) in enumerate([("plain", False), ("approved", True)])
        ]
        session.add_all(kinds)
    return Office(opened, organization, owner, approver, {kind.code: kind for kind in kinds})


def _user(organization: Organization, mail: str, name: str, role: Role, now: datetime) -> User:
    return User(
        organization_id=organization.id,
        mail=mail,
        mail_key=mail,
        name=name,
        role=role,
        password_hash="",
        must_change_password=False,
        created_at=now,
    )


def a_pdf(words: str = "Agreement") -> bytes:
    out = BytesIO()
    page = Canvas(out, pagesize=(595, 842), invariant=True)
    page.drawString(72, 700, words)
    page.showPage()
    page.save()
    return out.getvalue()


@dataclass(frozen=True)
class Draft:
    contract: str
    version: str
    parties: list[PartyPlan]
    submit: Submit


@dataclass(frozen=True)
class Office:
    opened: Opened
    organization: Organization
    owner: User
    approver: User
    types: dict[str, ContractType]

    def origin(self) -> Origin:
        return Origin(self.owner.public_id)

    def draft(self, orders: list[int], *, kind: str = "plain", link_days: int = 30) -> Draft:
        """Write a draft whose parties have these 署名順, and return it with the act that sends it."""
        with self.opened.database.writing() as session:
            contract = self._contract(kind)
            session.add(contract)
            session.flush()
            parties = [_party(contract, n, order) for n, order in enumerate(orders, 1)]
            session.add_all(parties)
        version = self.new_version(contract.public_id)
        plans = [PartyPlan(party.public_id, party.ordering) for party in parties]
        key = uuid.uuid4().hex
        needs = self.types[kind].needs_approval
        submit = Submit(key, self.origin(), version, plans, needs_approval=needs, link_days=link_days)
        return Draft(contract.public_id, version, plans, submit)

    def dated(self, draft: Draft, starts_on: date | None, ends_on: date | None) -> None:
        """Write 契約開始日 and 契約終了日 into a draft."""
        with self.opened.database.writing() as session:
            contract = session.query(Contract).filter_by(public_id=draft.contract).one()
            contract.starts_on, contract.ends_on = starts_on, ends_on

    def new_version(self, contract_id: str, words: str = "Agreement", data: bytes = b"") -> str:
        data = data or a_pdf(words)
        stored = [self.stored(purpose, data) for purpose in (Purpose.UPLOADED, Purpose.WORKING)]
        with self.opened.database.writing() as session:
            session.add_all(stored)
            session.flush()
            contract = session.query(Contract).filter_by(public_id=contract_id).one()
            number = session.query(DocumentVersion).filter_by(contract_id=contract.id).count() + 1
            version = DocumentVersion(
                organization_id=self.organization.id,
                contract_id=contract.id,
                number=number,
                uploaded_id=stored[0].id,
                working_id=stored[1].id,
                created_by_id=self.owner.id,
                filename="契約書.pdf",
                note="",
                warnings="",
                page_count=1,
                created_at=now_of(session),
            )
            session.add(version)
        return version.public_id

    def imprint(self, party_id: str) -> ImprintRow:
        operators = b"0.8 0.1 0.1 rg 10 10 80 80 re f\n"
        with self.opened.database.writing() as session:
            party = session.query(Party).filter_by(public_id=party_id).one()
            row = ImprintRow(
                organization_id=party.organization_id,
                party_id=party.id,
                text="佐藤",
                shape="round",
                size_mm=10.5,
                svg="",
                operators=operators,
                digest=hashlib.sha256(operators).hexdigest(),
                created_at=now_of(session),
            )
            session.add(row)
        return row

    def contract(self, public_id: str) -> Contract:
        with self.opened.database.reading() as session:
            return session.query(Contract).filter_by(public_id=public_id).one()

    def stored(self, purpose: Purpose, data: bytes) -> StoredFile:
        file = FileIdentity(
            self.organization.public_id, str(uuid.uuid4()), purpose, hashlib.sha256(data).hexdigest()
        )
        self.opened.files.write(file, data)
        return StoredFile(
            public_id=file.object_id,
            organization_id=self.organization.id,
            purpose=purpose,
            digest=file.digest,
            size=len(data),
            created_at=LONG_AGO,
        )

    def _contract(self, kind: str) -> Contract:
        return Contract(
            organization_id=self.organization.id,
            type_id=self.types[kind].id,
            owner_id=self.owner.id,
            title="建物賃貸借契約書",
            standing="agent",
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
            created_at=LONG_AGO,
            changed_at=LONG_AGO,
        )


def _party(contract: Contract, position: int, order: int) -> Party:
    return Party(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        position=position,
        ordering=order,
        role="借主",
        kind="individual",
        company="",
        name=f"佐藤 {position}郎",
        mail=f"party{position}@example.com",
        own=False,
        signs=True,
        imprint=True,
        access_code_hash="",
        access_code_hint="",
        code_tries=0,
        progress="not_asked",
    )
