"""一括検証 as compliance asks for it: a period, a run with its result, and the report."""

import csv
import io
import re
import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from activities.archive_checking import ArchiveChecking
from adapters.verification.reading import findings_of
from contracts.archive_check import Basis
from contracts.messages import ArchiveCheckStart
from database.archive_check import ArchiveCheck
from database.archive_check_desk import ArchiveCheckDesk, Asked, begin_check
from database.contract import Contract
from database.engine import now_of
from database.people import Organization
from database.queries import archive_checks
from tests.compliance.test_audit import rows_of
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk
from webapp.texts.dates import in_japan

PAGE = "/archive-checks"


def checked(office: Office, check: str) -> None:
    """Do what the worker does; nobody's signature is believed here."""
    with office.opened.database.reading() as session:
        now = now_of(session)
    steps = ArchiveChecking(
        ArchiveCheckDesk(office.opened.database),
        office.opened.files,
        lambda pdf: findings_of(pdf, []),
        lambda: now,
    )
    while steps.check_archived_files(ArchiveCheckStart(check)).goes_on:
        pass


def planned(office: Office, check: str) -> None:
    while ArchiveCheckDesk(office.opened.database).plan(check):
        pass


def begun(auditor: Clerk, office: Office) -> str:
    with office.opened.database.reading() as session:
        today = f"{in_japan(now_of(session)):%Y/%m/%d}"
    auditor.opens(PAGE)
    auditor.sends(PAGE, **{"from": today, "to": today, "basis": "concluded"})
    return auditor.path.rpartition("/")[2]


@pytest.mark.shows("LW-14")
def test_a_period_is_checked_by_one_action_and_the_result_can_be_narrowed_to_what_is_wrong(
    auditor: Clerk, office: Office, lease: Sent
) -> None:
    check = begun(auditor, office)
    assert office.engine.checks == [check]
    assert "検証中です。画面を閉じても続きます。" in auditor.text
    checked(office, check)
    auditor.opens(f"{PAGE}/{check}?only=faults")
    assert "異常あり" in auditor.text
    assert "電子署名がありません" in auditor.text
    assert office.contract(lease).title in auditor.text
    auditor.opens(PAGE)
    assert "異常あり" in auditor.text


def test_without_both_days_nothing_begins_and_what_was_typed_stays(auditor: Clerk, office: Office) -> None:
    auditor.opens(PAGE)
    answer = auditor.sends(PAGE, **{"from": "2026/4/1", "to": "", "basis": "timestamped"})
    assert answer.status_code == 422
    assert "日付を入力してください。" in auditor.text
    assert 'value="2026/4/1"' in auditor.text
    assert office.engine.checks == []


@pytest.mark.shows("LW-14")
@pytest.mark.usefixtures("lease")
def test_the_report_names_who_when_counts_and_each_file_as_csv_and_json(
    auditor: Clerk, office: Office
) -> None:
    check = begun(auditor, office)
    checked(office, check)
    document = auditor.client.get(f"{PAGE}/{check}/report.json").get_json()
    assert document["asked_by"]["name"] == "法務 花子"
    assert document["counts"]["bad"] == len(document["files"]) > 0
    sheet = auditor.client.get(f"{PAGE}/{check}/report.csv").data.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(sheet)))
    assert [row[-1] for row in table[1:]] == [one["sha256"] for one in document["files"]]
    codes = [row.code for row in rows_of(office)]
    assert codes.count("archive_check_exported") == 2
    assert {"archive_check_started", "archive_check_finished"} <= set(codes)


@pytest.mark.shows("LW-14")
def test_a_contract_the_reader_may_not_see_is_checked_and_neither_named_nor_linked(
    auditor: Clerk, office: Office, lease: Sent
) -> None:
    with office.opened.database.writing() as session:
        session.execute(update(Contract).values(confidential=True))
    check = begun(auditor, office)
    checked(office, check)
    page = auditor.opens(f"{PAGE}/{check}").text
    assert "（閲覧権限のない契約）" in page
    assert office.contract(lease).title not in page
    report = auditor.client.get(f"{PAGE}/{check}/report.json").get_json()
    assert {one["contract"] for one in report["files"]} == {None}


@pytest.mark.shows("LW-14")
@pytest.mark.usefixtures("lease")
def test_a_run_can_be_stopped_and_until_it_is_over_there_is_no_report(auditor: Clerk, office: Office) -> None:
    check = begun(auditor, office)
    page = auditor.opens(f"{PAGE}/{check}").text
    assert "検証するファイルを数えています。" in page
    assert "report" not in page
    assert auditor.client.get(f"{PAGE}/{check}/report.json").status_code == 404
    planned(office, check)
    auditor.opens(f"{PAGE}/{check}")
    auditor.sends(f"{PAGE}/{check}/cancellation")
    assert "検証を中止しました。" in auditor.text
    assert "途中で中止した人" in auditor.text
    counts = auditor.client.get(f"{PAGE}/{check}/report.json").get_json()["counts"]
    assert counts["waiting"] == sum(counts.values()) > 0
    assert [row.code for row in rows_of(office)].count("archive_check_stopped") == 1
    assert "中止" in auditor.opens(PAGE).text


@pytest.mark.shows("LW-14")
def test_the_report_for_paper_adds_up_and_names_every_fault(
    auditor: Clerk, office: Office, lease: Sent
) -> None:
    check = begun(auditor, office)
    checked(office, check)
    page = auditor.opens(f"{PAGE}/{check}/report").text
    counts = auditor.client.get(f"{PAGE}/{check}/report.json").get_json()["counts"]
    assert re.search(rf"対象のファイル</dt>\s*<dd>{sum(counts.values())}件", page)
    assert page.count(office.contract(lease).title) == counts["bad"] + counts["doubt"] > 0
    assert "メニューを閉じる" not in page


@pytest.mark.usefixtures("lease")
def test_a_report_is_read_in_batches_and_each_file_stands_in_it_once(
    auditor: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = begun(auditor, office)
    checked(office, check)
    whole = auditor.client.get(f"{PAGE}/{check}/report.json").get_json()["files"]
    assert len(whole) > 1
    monkeypatch.setattr(archive_checks, "BATCH", 1)
    assert auditor.client.get(f"{PAGE}/{check}/report.json").get_json()["files"] == whole


@pytest.mark.usefixtures("lease")
def test_a_run_that_does_not_get_on_says_so(auditor: Clerk, office: Office) -> None:
    check = begun(auditor, office)
    assert "検証が進んでいません" not in auditor.opens(f"{PAGE}/{check}").text
    with office.opened.database.writing() as session:
        an_hour_ago = now_of(session) - timedelta(hours=1)
        session.execute(update(ArchiveCheck).values(created_at=an_hour_ago))
    assert "検証が進んでいません" in auditor.opens(f"{PAGE}/{check}").text


def test_the_key_of_another_company_s_run_leads_nowhere(auditor: Clerk, office: Office) -> None:
    with office.opened.database.writing() as session:
        other = Organization(name="株式会社よそ", created_at=now_of(session))
        session.add(other)
        session.flush()
        asked = Asked(Basis.CONCLUDED, date(2026, 4, 1), date(2026, 4, 2), "command", "管理コマンド")
        key = begin_check(session, other.id, str(uuid.uuid4()), asked).public_id
    auditor.opens(PAGE)
    answer = auditor.sends(PAGE, **{"from": "2026/4/1", "to": "2026/4/2", "key": key})
    assert answer.status_code == 404
    assert office.engine.checks == []
