"""What managers and auditors do with a concluded contract, in a browser on the whole running system."""

import json
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, expect

from contracts.reasons import JST
from tests.journeys import staff_clicks as staff
from tests.journeys.conftest import Opens
from tests.journeys.counterparty import agrees
from tests.journeys.devices import DESKTOP, TABLET
from tests.journeys.papers import service_contract
from tests.journeys.running import Running, until
from tests.journeys.verdicts import verdict
from tests.journeys.windows import Window

TITLE, COMPANY, MAIL = "保守委託契約書", "株式会社髙島商事", "takashima@example.co.jp"
ANOTHER_TITLE, ANOTHER_COMPANY = "清掃委託契約書", "株式会社山田工務店"
TYPED_ANOTHER_WAY = ("㈱高島商事", "(株)髙島商事", "株式会社 高島商事", "高島商事")
MANAGER, AUDITOR, KEEPER = "manager@example.co.jp", "auditor@example.co.jp", "keeper@example.co.jp"
AUDITOR_NAME = "監査 花子"
TODAY = datetime.fromtimestamp(time.time(), UTC).astimezone(JST).date()
ENDS_ON = TODAY + timedelta(days=60)


@pytest.fixture(scope="module")
def contract(system: Running) -> str:
    """One that is concluded, in force and about to end; beside it one that ends on the same day."""
    contract = sent(system, TITLE, COMPANY, MAIL)
    sent(system, ANOTHER_TITLE, ANOTHER_COMPANY, "yamada@example.co.jp")
    agrees(system, MAIL)
    until(lambda: system.call("GET", f"/api/v1/contracts/{contract}")["life"] == "in_force")
    return contract


def sent(system: Running, title: str, company: str, mail: str) -> str:
    facts: dict[str, object] = {
        "title": title,
        "contract_type": "nda",
        "starts_on": str(TODAY - timedelta(days=305)),
        "ends_on": str(ENDS_ON),
        "parties": [{"role": "受託者", "company": company, "name": "高島 健", "email": mail}],
    }
    contract = system.new_contract(facts, service_contract("330,000"))
    system.call("POST", f"/api/v1/contracts/{contract}/sending", b"{}")
    return contract


def enters(system: Running, window: Window, mail: str, name: str, role: str) -> None:
    password = system.command("user", "add", mail, "--name", name, "--role", role)
    staff.signs_in_and_changes_password(window, mail, password)


@pytest.mark.timeout(180)
@pytest.mark.shows("SR-04", "MK-18")
def test_a_manager_finds_on_a_tablet_what_ends_soon_however_the_counterparty_is_typed(
    system: Running, contract: str, opens: Opens, tmp_path: Path
) -> None:
    until(lambda: found_by_the_index(system, TYPED_ANOTHER_WAY[0]) == [contract])
    opens_an_archive(system, opens(DESKTOP), contract)
    window = opens(TABLET)
    enters(system, window, MANAGER, "部長 太郎", "viewer")
    window.menu("文書管理")
    window.see("archive")
    window.follow("%(days)s日以内", days=90)
    for typed in TYPED_ANOTHER_WAY:
        narrows_to_counterparty(window, typed)
        expect(rows(window, TITLE)).to_have_count(1)
        expect(rows(window, ANOTHER_TITLE)).to_have_count(0)
    window.see("found")
    window.opens(TITLE)
    sees_its_term(window, ENDS_ON)
    window.turned()
    window.see("contract-landscape")
    window.page.go_back()
    window.see("found-landscape")
    window.opens(TITLE)
    signed = window.download("契約書ダウンロード", tmp_path / "signed.pdf")
    assert verdict(system, signed) == ("genuine", "concluded")


def opens_an_archive(system: Running, window: Window, contract: str) -> None:
    """A folder that everybody may read, with this contract in it: a 文書閲覧者 sees nothing else."""
    enters(system, window, KEEPER, "保管 係", "administrator")
    window.goes("/folders")
    window.fill("フォルダ名", "委託契約")
    window.press("フォルダを作成")
    window.field("すべての利用者").select_option(window.words("閲覧者"))
    window.press("保存する")
    folder = next(one["id"] for one in system.call("GET", "/api/v1/folders")["items"])
    body = json.dumps({"folder": folder}).encode()
    system.call("PUT", f"/api/v1/contracts/{contract}/shelf", body)


def found_by_the_index(system: Running, counterparty: str) -> list[str]:
    answer = system.call("GET", f"/api/v1/contracts?counterparty={quote(counterparty)}")
    return [item["id"] for item in answer["items"]]


def narrows_to_counterparty(window: Window, typed: str) -> None:
    window.main.locator("summary").filter(has_text=window.words("絞り込み")).click()
    window.field("相手方", window.main.get_by_role("search")).fill(typed)
    window.press("この条件で絞り込む")
    expect(window.main.get_by_role("region", name=window.words("いまの条件"))).to_contain_text(typed)


def rows(window: Window, title: str) -> Locator:
    return window.page.get_by_role("row").filter(has_text=title)


def sees_its_term(window: Window, ends_on: date) -> None:
    window.heads_text(TITLE)
    window.shows("締結済み")
    window.shows("契約期間中")
    window.shows("契約終了日が近づいています")
    window.shows_text(f"{ends_on.year}年{ends_on.month}月{ends_on.day}日")
    window.see("contract")


@pytest.mark.timeout(180)
@pytest.mark.shows("GM-34")
def test_an_auditor_takes_certificates_and_records_away_and_has_them_checked(
    system: Running, contract: str, opens: Opens, tmp_path: Path
) -> None:
    window = opens()
    enters(system, window, AUDITOR, AUDITOR_NAME, "compliance")
    window.menu("合意証明書一覧")
    window.see("certificates")
    copies = [window.download(name, tmp_path / f"{name}.pdf") for name in ("社内控", "相手方控")]
    assert [verdict(system, copy) for copy in copies] == [("genuine", "certificate")] * 2
    assert copies[0].read_bytes() != copies[1].read_bytes()
    window.opens(TITLE)
    window.see("contract-audited")
    timeline = window.download("JSON（検証用）で出力", tmp_path / "timeline.json")
    assert "異常なし" in system.command("audit", "verify", str(timeline))
    signed = window.download("契約書ダウンロード", tmp_path / "signed.pdf")
    checks_the_log(window)
    log = window.download("JSON（検証用）", tmp_path / "log.json")
    assert "異常なし" in system.command("audit", "verify", str(log))
    assert downloads_told(log, contract, AUDITOR_NAME) == {
        "certificate",
        "party_certificate",
        "signed_document",
    }
    has_it_verified(window, signed)


def checks_the_log(window: Window) -> None:
    window.menu("操作ログ")
    window.press("監査ログを検証")
    expect(window.main.get_by_role("status")).to_contain_text("監査ログに異常なし")
    window.see("audit")


def downloads_told(log: Path, contract: str, who: str) -> set[str]:
    """Return what of the contract `who` took away, from this machine, by the exported log."""
    events = json.loads(log.read_text())["events"]
    return {
        json.loads(event["hashed"]["facts"])["what"]
        for event in events
        if (event["hashed"]["code"], event["hashed"]["subject"]) == ("downloaded", contract)
        and (event["in_words"]["who"], event["in_words"]["address"]) == (who, "127.0.0.1")
    }


def has_it_verified(window: Window, signed: Path) -> None:
    window.goes("/verify")
    window.see("verify")
    window.field("検証するPDF").set_input_files(signed)
    window.press("検証する")
    window.shows("締結済みの契約書です")
    window.shows("原本と一致しました")
    window.see("verified")
