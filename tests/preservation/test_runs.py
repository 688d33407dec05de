"""Runs of 一括検証: planned in pieces, stopped, begun every year, told to whoever answers (LW-14)."""

import shutil
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from adapters.mail import MailRenderer
from contracts.archive_check import Basis, FileChecked, Outcome
from contracts.messages import ArchiveCheckStart
from contracts.roles import Role
from contracts.signing import Purpose
from database import archive_check_plan
from database.archive_check import ArchiveCheck
from database.archive_check_desk import ArchiveCheckDesk, counts_of, stop_check
from database.archive_check_letters import ArchiveCheckLetterDesk
from database.archive_check_schedule import begin_due_checks
from database.contract import Contract
from database.dossiers import contract_of
from database.engine import now_of
from database.people import User
from database.queries.archival import frozen_files
from database.queries.attachments import NewAttachment, file_attachment
from tests.lifecycle.office import Office
from tests.preservation.generations import A_YEAR, Aging
from tests.preservation.keeping import kept_contract, stored
from tests.preservation.test_checking import around, begun, believe, checking, finished, planned, rows_of
from tests.preservation.working import told
from workflows.archive_checking import NobodyToBelieve, archive_checking, complain_of_unknown_signers
from workflows.log_check import timestamp_roots
from workflows.verifying import own_signers
from workflows.wiring import authority_of


def hired_for_audits(office: Office) -> str:
    with office.opened.database.writing() as session:
        user = User(organization_id=office.organization.id, mail="kansa@example.jp", name="監査 一郎")
        user.mail_key, user.role, user.password_hash = user.mail, Role.COMPLIANCE.value, ""
        user.must_change_password, user.created_at = False, now_of(session)
        session.add(user)
    return user.mail


@pytest.mark.shows("LW-14")
def test_files_are_written_down_a_few_contracts_at_a_time_and_one_that_is_gone_ends_nothing(
    office: Office, old: Aging, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_check_plan, "CONTRACTS_AT_ONCE", 1)
    first, second = kept_contract(office, old).contract, kept_contract(office, old).contract
    run = begun(office, Basis.CONCLUDED, *around(office, first))
    desk = ArchiveCheckDesk(office.opened.database)
    assert rows_of(office, run) == []
    assert desk.plan(run)
    assert {row.contract_id for row in rows_of(office, run)} == {office.contract(first).id}
    planned(office, run)
    assert [row.number for row in rows_of(office, run)] == [1, 2, 3, 4, 5, 6]
    with office.opened.database.reading() as session:
        lost = frozen_files(session, contract_of(session, second))[0]
    office.opened.files.path_of(lost.file.public_id).unlink()
    finished(checking(office, old), run)
    reasons = [row.reasons for row in rows_of(office, run) if row.outcome != "ok"]
    assert reasons == ['["file_missing"]']


@pytest.mark.shows("LW-14")
def test_a_run_that_is_stopped_keeps_what_it_found_and_looks_at_nothing_more(
    office: Office, old: Aging
) -> None:
    contract = kept_contract(office, old).contract
    run = begun(office, Basis.CONCLUDED, *around(office, contract))
    planned(office, run)
    desk = ArchiveCheckDesk(office.opened.database)
    one, *others = desk.next_files(run, 10)
    assert desk.found(one.row, FileChecked(Outcome.OK))
    with office.opened.database.writing() as session:
        row = session.scalars(select(ArchiveCheck)).one()
        assert stop_check(session, row, office.owner.public_id, office.owner.name, "192.0.2.1")
    assert not desk.found(others[0].row, FileChecked(Outcome.BAD))
    finished(checking(office, old), run)
    with office.opened.database.writing() as session:
        row = session.scalars(select(ArchiveCheck)).one()
        assert counts_of(session, row) == {"ok": 1, "doubt": 0, "bad": 0, "waiting": 2}
        assert not stop_check(session, row, "another", "another", "")
    assert desk.running() == []
    assert [told(office, code) != [] for code in ("archive_check_stopped", "archive_check_finished")] == [
        True,
        False,
    ]


def test_an_attachment_is_held_against_its_sha256_whoever_signed_it(office: Office, old: Aging) -> None:
    contract = kept_contract(office, old).contract
    file = stored(office, b"%PDF-1.7 as it came", Purpose.ATTACHED)
    with office.opened.database.writing() as session:
        row = session.merge(office.contract(contract), load=False)
        file_attachment(session, row, office.owner, NewAttachment("覚書.pdf", file, 19, "{}"))
    run = begun(office, Basis.CONCLUDED, *around(office, contract))
    finished(checking(office, old), run)
    assert [(row.kept, row.outcome) for row in rows_of(office, run)][-1] == ("attachment", "ok")
    again = begun(office, Basis.CONCLUDED, *around(office, contract), key=str(uuid.uuid4()))
    office.opened.files.path_of(file.object_id).unlink()
    finished(checking(office, old), again)
    last = rows_of(office, again)[-1]
    assert (last.outcome, last.reasons) == ("bad", '["file_missing"]')


def test_a_process_that_knows_no_root_says_so_and_judges_nobody(
    office: Office, old: Aging, caplog: pytest.LogCaptureFixture
) -> None:
    assert not complain_of_unknown_signers(office.opened)
    contract = kept_contract(office, old).contract
    run = begun(office, Basis.CONCLUDED, *around(office, contract))
    planned(office, run)
    assert complain_of_unknown_signers(office.opened)
    assert "mount it here as in docker-compose.yml" in caplog.text
    with pytest.raises(NobodyToBelieve):
        archive_checking(office.opened).check_archived_files(ArchiveCheckStart(run))
    assert {row.outcome for row in rows_of(office, run)} == {""}
    believe(office, old)
    assert not complain_of_unknown_signers(office.opened)
    finished(archive_checking(office.opened), run)
    assert {row.outcome for row in rows_of(office, run)} == {"ok"}


@pytest.mark.shows("LW-14")
def test_the_archive_is_checked_every_year_without_being_asked(office: Office, old: Aging) -> None:
    database = office.opened.database
    assert begin_due_checks(database) == 0
    contract = kept_contract(office, old).contract
    assert begin_due_checks(database) == 0
    with database.writing() as session:
        a_year_ago = now_of(session) - A_YEAR - timedelta(minutes=1)
        session.execute(update(Contract).values(concluded_at=a_year_ago))
    assert begin_due_checks(database) == 1
    assert begin_due_checks(database) == 0
    (run,) = ArchiveCheckDesk(database).running()
    finished(checking(office, old), run)
    assert {row.contract_id for row in rows_of(office, run)} == {office.contract(contract).id}
    with database.writing() as session:
        session.execute(update(ArchiveCheck).values(created_at=a_year_ago))
    assert begin_due_checks(database) == 1


@pytest.mark.shows("LW-14")
def test_of_faults_those_are_told_who_answer_for_them_and_of_none_whoever_asked(
    office: Office, old: Aging
) -> None:
    contract, colleague = kept_contract(office, old).contract, hired_for_audits(office)
    letters = ArchiveCheckLetterDesk(office.opened.database, "https://keiyaku.example.jp")
    sound = begun(office, Basis.CONCLUDED, *around(office, contract))
    assert letters.due(sound) == []
    finished(checking(office, old), sound)
    assert [due.letter.to for due in letters.due(sound)] == [office.owner.mail]
    letters.told(sound)
    assert letters.due(sound) == []
    with office.opened.database.reading() as session:
        lost = frozen_files(session, contract_of(session, contract))[0]
    office.opened.files.path_of(lost.file.public_id).unlink()
    bad = begun(office, Basis.CONCLUDED, *around(office, contract), key=str(uuid.uuid4()))
    finished(checking(office, old), bad)
    assert [one.subject for one in letters.untold()] == [bad]
    due = letters.due(bad)
    assert [one.letter.to for one in due] == [office.owner.mail, colleague]
    assert due[0].letter.facts["bad"] == 1
    mail = MailRenderer("https://keiyaku.example.jp", "").render(
        due[1].letter.template, {"to_company": "", "to_name": "", **due[1].letter.facts}
    )
    assert "異常あり1件" in mail.subject


def test_the_root_of_the_own_authority_is_known_to_a_process_that_sees_no_key(
    office: Office, tmp_path: Path
) -> None:
    settings = office.opened.settings
    authority_of(office.opened)
    elsewhere = replace(settings, home=tmp_path / "worker")
    shutil.copytree(settings.key_records, elsewhere.key_records)
    assert own_signers(elsewhere) == own_signers(settings)
    assert timestamp_roots(elsewhere) == timestamp_roots(settings) != []
