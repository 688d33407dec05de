"""`warifu demo` on the real system: everything is made by the doors that people use."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cli.demo.endings import STAGES
from cli.demo.people import LEGAL
from contracts.importing import FileOutcome
from contracts.life import Life
from contracts.relation import Kind
from contracts.stage import Stage
from database.audit import AuditEvent
from database.contract import Contract
from database.engine import Database
from database.evidence import Revision
from database.imports import ImportFile
from database.metadata_reading import MetadataProposal
from database.people import User
from database.record import ContractEvent
from database.relations import ContractRelation
from tests.chains import first_broken_link
from tests.demo.conftest import TWELVE, Filled, database_of
from tests.journeys.person import Person
from tests.journeys.running import until

PAPERS = ("signed", "certificate")
IMPORTED = 6
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def database(filled: Filled) -> Database:
    return Database(database_of(filled.system.home))


def test_a_killed_run_goes_on_and_every_stage_is_there(filled: Filled, database: Database) -> None:
    assert " 作成済み " in filled.after
    assert filled.after.splitlines()[-1].startswith("デモの契約: ")
    with database.reading() as session:
        stages = Counter(session.scalars(select(Contract.stage)))
    assert stages.pop(Stage.IMPORTED) == IMPORTED
    assert stages.total() == 12
    assert set(stages) == set(STAGES.values()) >= set(Stage) - {Stage.EXPIRED, Stage.SEALING, Stage.IMPORTED}


def test_scans_are_registered_one_to_be_decided_one_twice_one_unreadable_and_three_in_a_tree(
    filled: Filled, database: Database
) -> None:
    assert f"紙の契約書{IMPORTED}件を、文書管理に登録しました" in filled.before
    with database.reading() as session:
        imported = session.scalars(select(Contract).where(Contract.stage == Stage.IMPORTED)).all()
        outcomes = Counter(session.scalars(select(ImportFile.outcome)))
        relations = sorted(session.scalars(select(ContractRelation.kind)))
    assert outcomes == {FileOutcome.IMPORTED: IMPORTED, FileOutcome.DUPLICATE: 1, FileOutcome.BAD: 1}
    assert sorted(one.life for one in imported) == [Life.DECIDING, *[Life.IN_FORCE] * (IMPORTED - 1)]
    assert [one.title for one in imported if not one.agreed_on] == ["scan0007", "scan0008"]
    assert relations == [Kind.AMENDMENT, Kind.MEMORANDUM]
    assert filled.system.mails(LEGAL.mail, "更新の判断をお願いします")


def test_what_nobody_listed_is_read_from_its_text_and_waits_for_a_person(database: Database) -> None:
    def proposed() -> set[str]:
        query = select(MetadataProposal.item).join(Contract, Contract.id == MetadataProposal.contract_id)
        with database.reading() as session:
            return set(session.scalars(query.where(Contract.title == "scan0007")))

    assert until(lambda: {"counterparties", "agreed_on", "ends_on", "auto_renews"} <= proposed())


def test_no_act_was_done_twice_and_the_audit_chain_holds(database: Database) -> None:
    with database.reading() as session:
        kinds = Counter(session.scalars(select(ContractEvent.kind)))
        revisions = session.scalar(select(func.count(Revision.id)))
        organization = session.scalars(select(Contract.organization_id)).first()
        assert first_broken_link(session, organization or 0) is None
    assert (kinds["contract_submitted"], kinds["contract_concluded"]) == (11, 3)
    assert (kinds["sent_back"], kinds["contract_withdrawn"], kinds["approval_rejected"]) == (1, 1, 1)
    assert revisions == 9 + kinds["agreement_recorded"] + kinds["contract_concluded"]


def test_one_contract_is_in_force_one_ends_soon_and_one_has_ended(filled: Filled, database: Database) -> None:
    with database.reading() as session:
        concluded = session.scalars(select(Contract).where(Contract.stage == Stage.CONCLUDED)).all()
    lives = sorted((contract.life, bool(contract.expiry_alerted_at)) for contract in concluded)
    assert lives == [("ended", False), ("in_force", False), ("in_force", True)]
    assert filled.system.mails(LEGAL.mail, "契約終了日が近づいています")


def test_a_concluded_contract_and_its_certificate_are_genuine(
    filled: Filled, database: Database, tmp_path: Path
) -> None:
    with database.reading() as session:
        concluded = select(Contract.public_id).where(Contract.stage == Stage.CONCLUDED)
        contract = session.scalars(concluded.order_by(Contract.id)).first()
    for paper in PAPERS:
        file = tmp_path / f"{paper}.pdf"
        file.write_bytes(filled.system.fetch("GET", f"/api/v1/contracts/{contract}/{paper}.pdf"))
        assert '"verdict": "genuine"' in filled.system.command("verify", str(file), "--json")


def test_a_second_run_says_that_all_is_there_and_changes_nothing(filled: Filled, database: Database) -> None:
    before = _state(database)
    said = filled.system.command(*TWELVE)
    assert said.splitlines()[-1] == "デモの契約12件は、すでに作成されています。変更はありません。"
    assert "登録済み" in said
    assert _state(database) == before


def test_its_people_sign_in_with_the_passwords_it_printed_once(filled: Filled) -> None:
    assert len(filled.passwords) == 3
    assert not [word for word in filled.passwords.values() if word in filled.after]
    for mail, password in filled.passwords.items():
        person = Person(filled.system.base)
        page = person.press(
            person.get(f"{filled.system.base}/sign-in"), "ログイン", login=mail, password=password
        )
        assert "仮パスワード" in page.text


def _state(database: Database) -> list[object]:
    with database.reading() as session:
        contracts = select(Contract.public_id, Contract.stage, Contract.sequence, Contract.head)
        counted = [select(func.count()).select_from(table) for table in (AuditEvent, User, Revision)]
        rows = [tuple(row) for row in session.execute(contracts.order_by(Contract.id))]
        return [rows, *(session.scalar(count) for count in counted)]
