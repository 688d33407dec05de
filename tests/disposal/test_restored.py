"""A backup of before a 廃棄 comes back: what was destroyed stays so, nothing more goes unasked (LW-27)."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.backups import BackupFolder
from adapters.files import FileMissing
from adapters.settings import Settings
from cli import backup, master_key
from contracts.disposal import Why
from database.audit import AuditEvent
from database.contract import Contract
from database.disposal import DisposalItem, Tombstone
from database.disposal_desk import DisposalDesk
from tests.backups.offline import new_identity
from tests.backups.test_restoring import command, restored
from tests.counterparty.founding import open_office
from tests.counterparty.office import Office, Sent
from tests.disposal.shelf import Pair, approved, carried_out, over, stone
from tests.disposal.test_log import checked

OLDER = "2025-11-22T050000Z"


def backed_up(settings: Settings, shelf: Path) -> None:
    recipients = str(shelf.with_name("recipients"))
    assert command(backup, settings, "backup", str(shelf), "--recipients", recipients) == 0


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    offline = new_identity()
    (tmp_path / "recipients").write_text(offline.recipient)
    (tmp_path / "identity").write_text(offline.identity)
    return tmp_path / "backups"


@pytest.mark.timeout(120)
@pytest.mark.shows("LW-27", "GM-33")
def test_an_older_set_brings_rows_back_and_says_so_and_what_only_waited_is_asked_anew(
    office: Office, persons: Pair, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later, begun, waiting = (over(office, title=f"{name}契約書") for name in ("後の", "途中の", "待つ"))
    in_set, in_set_too = approved(office, persons, begun), approved(office, persons, waiting)
    backed_up(office.opened.settings, shelf)
    (older,) = BackupFolder(shelf).sets()
    older.folder.rename(older.folder.with_name(OLDER))
    carried_out(office, in_set)
    carried_out(office, approved(office, persons, later))
    backed_up(office.opened.settings, shelf)
    capsys.readouterr()
    code, settings = restored(shelf, tmp_path / "again", "--set", OLDER)
    assert code == 0
    said = capsys.readouterr().err
    again = open_office(settings.home)
    assert "承認済みで、まだ廃棄していなかった契約1件の廃棄を止めました。" in said
    assert "廃棄された契約1件の項目が、データベースに戻りました。" in said
    assert number(again, later) in said
    assert number(again, begun) not in said
    assert told_as_back(again) == [(later.contract, number(again, later))]
    goes_on(again)
    assert stone(again, begun) is not None
    assert (why(again, waiting), stone(again, waiting)) == (Why.RESTORED, None)
    assert again.newest_bytes(waiting)
    assert command(master_key, settings, "master-key", "rotate") == 0
    assert not opens(again, later)
    key = approved(again, persons, later, waiting)
    assert {in_set, in_set_too} & {key} == set()
    carried_out(again, key)
    with again.opened.database.reading() as session:
        assert len(session.scalars(select(Tombstone)).all()) == 3
        assert session.scalars(select(Contract)).all() == []
    assert checked(again).faults == []


def goes_on(office: Office) -> None:
    """As the worker does when it comes up."""
    for key in DisposalDesk(office.opened.database).running():
        carried_out(office, key)


def opens(office: Office, sent: Sent) -> bool:
    try:
        return bool(office.newest_bytes(sent))
    except FileMissing:
        return False


def number(office: Office, sent: Sent) -> str:
    found = office.contract(sent).number
    assert found
    return found


def told_as_back(office: Office) -> list[tuple[str, str]]:
    with office.opened.database.reading() as session:
        told = select(AuditEvent).where(AuditEvent.code == "disposed_contract_back")
        return [(one.subject, json.loads(one.facts)["number"]) for one in session.scalars(told)]


def why(office: Office, sent: Sent) -> str:
    with office.opened.database.reading() as session:
        query = select(DisposalItem.why).where(DisposalItem.contract == sent.contract)
        return session.scalars(query).one()
