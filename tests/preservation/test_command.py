"""`warifu verify-archive`: 一括検証 without a browser, for a schedule of one's own."""

import argparse
import json

import pytest

from cli import verify_archive
from database.dossiers import contract_of
from database.queries.archival import frozen_files
from tests.lifecycle.office import Office
from tests.preservation.generations import Aging
from tests.preservation.keeping import kept_contract
from tests.preservation.test_checking import around, believe
from tests.preservation.working import told


def command(office: Office, *words: str) -> int:
    parser = argparse.ArgumentParser()
    verify_archive.add_parser(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["verify-archive", *words])
    return int(arguments.run(arguments, office.opened.settings))


@pytest.mark.shows("LW-14")
def test_the_command_names_what_is_not_as_it_should_be_and_says_so_by_its_exit_code(
    office: Office, old: Aging, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = kept_contract(office, old).contract
    first, last = (day.isoformat() for day in around(office, contract))
    assert command(office, "--from", first, "--to", last) == verify_archive.USAGE
    believe(office, old)
    with office.opened.database.reading() as session:
        lost = frozen_files(session, contract_of(session, contract))[0]
    office.opened.files.path_of(lost.file.public_id).unlink()
    assert command(office, "--from", first, "--to", last, "--json") == verify_archive.NOT_OK
    (report,) = json.loads(capsys.readouterr().out)
    assert report["counts"] == {"ok": 2, "doubt": 0, "bad": 1, "waiting": 0}
    assert {reason for one in report["files"] for reason in one["reasons"]} == {"file_missing"}
    assert [one["bad"] for one in told(office, "archive_check_finished")] == [1]


def test_an_empty_period_is_no_fault_and_one_that_ends_before_it_begins_is_refused(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(office, "--from", "2020-01-01", "--to", "2020-12-31") == verify_archive.ALL_OK
    assert "0件を検証しました" in capsys.readouterr().out
    assert command(office, "--from", "2020-12-31", "--to", "2020-01-01") == verify_archive.USAGE
