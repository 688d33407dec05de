"""The long life of contracts in a browser: a box of scans comes in, and a renewal is decided (issue 7)."""

import os
import re
import signal
import time
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from contracts.importing import FileOutcome
from contracts.reasons import JST
from database.contract import Contract
from database.engine import Database
from database.imports import ImportFile, ImportJob
from tests import databases
from tests.journeys import scans
from tests.journeys import staff_clicks as staff
from tests.journeys.conftest import Opens
from tests.journeys.devices import DESKTOP, SMALL_PHONE
from tests.journeys.running import Running, until
from tests.journeys.windows import Window

CLERK, OWNER, MANAGER = "clerk@example.co.jp", "owner@example.co.jp", "head@example.co.jp"
DUE, DUE_COMPANY = "清掃業務委託契約書", "株式会社やまびこ清掃"
ENDS_ON = datetime.fromtimestamp(time.time(), UTC).astimezone(JST).date() + timedelta(days=104)
GOOD = scans.COUNT - 2
"""Neither the cell that is no date nor the file without a row."""
BEGUN = GOOD - 1
"""Without the copy, which waits for a person."""


@pytest.fixture(scope="module", autouse=True)
def due(system: Running, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Register a contract whose 更新拒絶期限 is in days, and return its owner's password.

    Its term opens within half a minute: what happens before goes on meanwhile.
    """
    password = system.command("user", "add", OWNER, "--name", "担当 一郎", "--role", "legal")
    folder = tmp_path_factory.mktemp("due") / "scans"
    sheet = scans.due_into(folder, DUE, DUE_COMPANY, ENDS_ON)
    results = folder.parent / "results.csv"
    system.command(
        *("import", str(folder), "--ledger", str(sheet), "--owner", OWNER), "--results", str(results)
    )
    return password


@pytest.mark.timeout(400)
@pytest.mark.shows("MK-24", "MK-28", "MK-30")
def test_a_clerk_registers_a_hundred_scans_though_browser_and_worker_die_on_the_way(
    system: Running, opens: Opens, tmp_path: Path
) -> None:
    window = enters(system, opens, CLERK, "文書 花子", "legal")
    chooses(window, tmp_path)
    sees_the_plan(window)
    window.press("正しい%(count)s件だけを登録する", count=BEGUN)
    sees_it_go_on(window)
    job = window.page.url.removeprefix(window.base)
    window.page.context.close()
    before = until(lambda: settled(system) >= GOOD // 3 and settled(system))
    os.kill(system.pid("contracts"), signal.SIGKILL)
    assert before < GOOD
    until(lambda: settled(system) == GOOD)
    assert_each_became_one_contract(system)
    later = opens(DESKTOP)
    comes_back(later, CLERK)
    sees_what_became(later, job)
    leaves_the_copy_out(later, job)
    confirms_what_was_read(later)
    with_a_phone(opens(SMALL_PHONE), job)


def enters(system: Running, opens: Opens, mail: str, name: str, role: str) -> Window:
    password, window = system.command("user", "add", mail, "--name", name, "--role", role), opens(DESKTOP)
    staff.signs_in_and_changes_password(window, mail, password)
    return window


def comes_back(window: Window, mail: str) -> None:
    window.goes("/")
    staff.types_password(window, mail, staff.PASSWORD)
    window.heads("ホーム")


def chooses(window: Window, folder: Path) -> None:
    window.menu("締結済み契約を登録")
    window.see("imports")
    window.follow("まとめて登録")
    window.field("PDFのファイル、またはZIP").set_input_files(scans.put_into(folder))
    window.field("台帳（CSV）").set_input_files(scans.ledger_into(folder))
    window.see("import-new")
    window.press("取り込んで確認へ")


def sees_the_plan(window: Window) -> None:
    window.heads_text("契約台帳.csv")
    window.shows("%(bad)s件にエラーがあります", bad=3)
    window.see("import-plan")
    window.page.get_by_role("link", name=window.words("次へ")).click()
    row = window.page.get_by_role("row").filter(has_text=scans.name(scans.UNREADABLE))
    expect(row).to_contain_text("契約締結日「十月ごろ」")
    unlisted = window.page.get_by_role("row").filter(has_text=scans.name(scans.UNLISTED))
    expect(unlisted).to_contain_text("台帳にこのファイルの行がありません。")


def sees_it_go_on(window: Window) -> None:
    bar = window.page.get_by_role("progressbar")
    expect(bar).to_be_visible()
    window.see("import-running")
    expect(bar).not_to_have_attribute("value", "0")


@cache
def database_at(url: str) -> Database:
    return Database(url)


def database_of(system: Running) -> Database:
    return database_at(databases.database_url(system.home))


def settled(system: Running) -> int:
    """Return how many of the hundred files are settled."""
    query = select(func.count()).select_from(ImportFile).join(ImportJob, ImportJob.id == ImportFile.job_id)
    open_ones = (FileOutcome.WAITING, FileOutcome.BAD)
    with database_of(system).reading() as session:
        found = query.where(ImportJob.source == "browser", ImportFile.outcome.not_in(open_ones))
        return session.scalar(found) or 0


def assert_each_became_one_contract(system: Running) -> None:
    with database_of(system).reading() as session:
        rows = session.scalars(select(Contract)).all()
        outcomes = session.scalars(select(ImportFile.outcome)).all()
    assert len(rows) == len({row.number for row in rows}) == GOOD
    assert outcomes.count(FileOutcome.IMPORTED) == len(rows)
    assert outcomes.count(FileOutcome.DUPLICATE) == 1


def sees_what_became(window: Window, job: str) -> None:
    window.menu("締結済み契約を登録")
    window.opens("契約台帳.csv")
    assert window.page.url.endswith(job)
    window.shows("%(done)s／%(all)s件まで終わりました", done=GOOD, all=GOOD)
    window.see("import-done")
    expect(window.page.get_by_role("row").filter(has_text=scans.name(2))).to_contain_text("登録済み")


def leaves_the_copy_out(window: Window, job: str) -> None:
    window.follow("重複の可能性があるものを見る")
    window.shows("今回選んだ中に同じファイルがあります。")
    window.see("import-twins")
    window.main.get_by_label(scans.name(scans.AGAIN)).check()
    window.press("選んだものを登録しない")
    window.shows("選んだ%(count)s件は登録しません。", count=1)
    window.goes(job)
    window.shows("登録しない")


def confirms_what_was_read(window: Window) -> None:
    """The ledger named only the file: what the paper says is proposed, and found when it is confirmed."""
    window.goes(f"/contracts?q={scans.name(scans.READ).removesuffix('.pdf')}")
    scan = window.page.get_by_role("row").filter(has_text=scans.name(scans.READ).removesuffix(".pdf"))
    scan.get_by_role("link").first.click()
    window.see("scan")
    page = f"{window.page.url.removeprefix(window.base)}/reading"
    until(lambda: is_read(window, page))
    window.shows("未確認")
    window.see("reading")
    window.press("確かさが高いものをすべて確認済みにする")
    window.shows("確認した内容")
    for group in window.page.get_by_role("group").filter(has=window.page.locator("legend")).all():
        group.get_by_label(window.words("この内容で確認する")).first.check()
    if window.page.get_by_role("button", name=window.words("選んだ内容で確認する")).count():
        window.press("選んだ内容で確認する")
    window.see("confirmed")
    window.menu("文書管理")
    window.fill("キーワード", "㈱北斗システムズ")
    window.press("検索")
    found = window.main.locator("tbody tr:not(.table__under)")
    expect(found.filter(has_text=scans.COMPANY)).to_have_count(1)


def is_read(window: Window, page: str) -> bool:
    window.goes(page)
    return window.main.get_by_text(window.words("確認する内容")).count() > 0


def with_a_phone(window: Window, job: str) -> None:
    comes_back(window, CLERK)
    window.menu("締結済み契約を登録")
    window.see("imports-phone")
    window.goes(job)
    window.see("import-done-phone")
    window.goes("/imports/new")
    window.see("import-new-phone")
    window.menu("契約台帳")
    window.see("ledger-phone")


@pytest.mark.timeout(400)
@pytest.mark.shows("MK-15", "MK-19", "MK-22")
def test_an_owner_answers_the_mail_about_a_renewal_and_the_head_sees_that_it_ends(
    system: Running, opens: Opens, due: str
) -> None:
    window = opens(DESKTOP)
    staff.signs_in_and_changes_password(window, OWNER, due)
    opens_the_mail(system, window)
    window.heads("更新の判断")
    window.see("renewal")
    window.field("終了する").check()
    window.press("回答する")
    window.see("renewal-without-reason")
    window.field("終了する").check()
    window.fill("判断の理由", "内製に切り替えるため")
    window.press("回答する")
    window.heads_text(DUE)
    window.shows("終了予定")
    window.see("contract-ending")
    stands_in_list_and_calendar(window, ENDS_ON)
    head = enters(system, opens, MANAGER, "部長 太郎", "administrator")
    stands_in_list_and_calendar(head, ENDS_ON)
    on_a_phone(opens(SMALL_PHONE))


def opens_the_mail(system: Running, window: Window) -> None:
    mail = until(lambda: system.mails(OWNER, "更新の判断をお願いします"))[-1]
    body = mail.get_body(("plain",))
    assert body is not None
    link = re.search(r"http://\S+/renewal", body.get_content())
    assert link
    window.page.goto(link[0])


def stands_in_list_and_calendar(window: Window, ends_on: date) -> None:
    """The list of what is 終了予定 has it, and the calendar the day on which it ends."""
    window.menu("文書管理")
    window.goes("/contracts?life=ending")
    expect(window.main.get_by_role("region", name=window.words("いまの条件"))).to_contain_text(
        window.words("終了予定")
    )
    expect(window.page.get_by_role("row").filter(has_text=DUE)).to_have_count(1)
    window.menu("期限カレンダー")
    row = window.page.get_by_role("row").filter(has_text=DUE)
    expect(row).to_have_count(1)
    expect(row).to_contain_text(f"{ends_on:%Y/%m/%d}")
    window.see("calendar")


def on_a_phone(window: Window) -> None:
    comes_back(window, OWNER)
    window.menu("期限カレンダー")
    window.see("calendar-phone")
    window.menu("文書管理")
    window.opens(DUE)
    window.see("contract-ending-phone")
    window.shows("終了予定")
