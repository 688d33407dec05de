"""A contract with two documents, two parties, a paper handed in and an identity paper, concluded for real."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from contracts.roles import Role
from contracts.signing import Purpose
from database.audit import Told, append_audit
from database.contract import Contract
from database.document import SubmittedFile
from database.engine import now_of
from database.party import Party, RequiredDocument
from database.people import User
from database.queries.evidence import row_of_log
from tests.applications import application
from tests.desk.site import Clerk, hired
from tests.envelope.bundle import Bundle, bundled
from tests.lifecycle.office import Office, open_office
from webapp.parts import Parts
from workflows.evidence import evidence_package
from workflows.verifying import anchors_of

if TYPE_CHECKING:
    from tests.counterparty.office import Office as Guests
    from webapp.engine import Engine

HANDED_IN, IDENTITY = b"income of last year", b"a driving licence"


@dataclass(frozen=True)
class Proof:
    office: Office
    bundle: Bundle

    def packed(self, through: int | None = None) -> bytes:
        opened = self.office.opened
        anchors = anchors_of(opened.settings)
        package = evidence_package(
            opened.database, opened.files, anchors, self.bundle.draft.contract, through
        )
        return b"".join(package.pieces)

    def last_row(self) -> int:
        with self.office.opened.database.reading() as session:
            return row_of_log(session, session.get_one(Contract, self.bundle.row().id), None).sequence

    def enters(self, mail: str, role: Role) -> Clerk:
        """Return the browser of somebody of this role, hired at the first call."""
        opened = self.office.opened
        with opened.database.reading() as session:
            is_new = session.scalars(select(User).where(User.mail == mail)).first() is None
        if is_new:
            hired(cast("Guests", self.office), mail, role)
        engine = cast("Engine", None)
        handed = Parts(opened.settings, opened.database, opened.files, opened.keys, engine)
        clerk = Clerk(application(handed))
        clerk.comes_in(mail)
        return clerk

    def looks(self) -> None:
        """Somebody opens the contract: a row of the log that was not there before."""
        with self.office.opened.database.writing() as session:
            contract = self.bundle.draft.contract
            told = Told("contract_viewed", self.office.owner.public_id, contract, {"address": "192.0.2.9"})
            append_audit(session, self.office.organization.id, told, now_of(session))


@pytest.fixture(scope="session")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proof]:
    office = open_office(
        tmp_path_factory.mktemp("proof") / "home", WARIFU_BASE_URL="https://keiyaku.example.jp"
    )
    bundle = bundled(office, [1, 2])
    found = Proof(office, bundle)
    _handed_in(found)
    bundle.submit()
    for party in bundle.draft.parties:
        bundle.agree(party)
    bundle.conclude()
    yield found
    office.opened.database.engine.dispose()


def _handed_in(proof: Proof) -> None:
    papers = (("収入証明書", False, HANDED_IN), ("本人確認書類", True, IDENTITY))
    for position, (title, is_identity, data) in enumerate(papers, 1):
        purpose = Purpose.IDENTITY if is_identity else Purpose.SUBMITTED
        stored = proof.office.stored(purpose, data)
        with proof.office.opened.database.writing() as session:
            session.add(stored)
            query = select(Contract).where(Contract.public_id == proof.bundle.draft.contract)
            contract = session.scalars(query).one()
            party: Party = contract.parties[0]
            asked = RequiredDocument(
                organization_id=contract.organization_id,
                party_id=party.id,
                position=position,
                title=title,
                note="",
                is_identity=is_identity,
            )
            session.add(asked)
            session.flush()
            session.add(
                SubmittedFile(
                    organization_id=contract.organization_id,
                    required_document_id=asked.id,
                    file_id=stored.id,
                    filename=f"{title}.pdf",
                    created_at=now_of(session),
                )
            )


@dataclass(frozen=True)
class Package:
    """The ZIP as it was made, and the row of the log it ends with."""

    through: int
    data: bytes


@pytest.fixture(scope="session")
def package(proof: Proof) -> Package:
    return Package(proof.last_row(), proof.packed())


@pytest.fixture(scope="session")
def unpacked(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a court has it: a folder, and nothing of this program."""
    folder = tmp_path_factory.mktemp("court")
    with ZipFile(BytesIO(package.data)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


@pytest.fixture
def auditor(proof: Proof) -> Clerk:
    return proof.enters("audit@sample.example", Role.COMPLIANCE)


@pytest.fixture
def legal(proof: Proof) -> Clerk:
    return proof.enters("legal@sample.example", Role.LEGAL)
