"""Issue 2, steps 1 to 6, in a browser, in Japanese, on the whole running system."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import party_clicks as party
from tests.journeys import staff_clicks as staff
from tests.journeys.papers import company_certificate, service_contract
from tests.journeys.party_clicks import CONCLUDED, REQUEST
from tests.journeys.running import Running, running
from tests.journeys.windows import Window, window_on

FIRST, SECOND, CODE = "sato@example.com", "takahashi@example.co.jp", "19850505"
APPROVER = "boss@example.co.jp"
LAST_AGREED = re.compile("同意を記録しました|締結が完了しました")
Opens = Callable[[], Window]


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "home") as system:
        yield system


@pytest.fixture
def opens(browser: Browser, system: Running) -> Iterator[Opens]:
    """Open windows; what any page of any of them was found to lack fails the test at its end."""
    windows: list[Window] = []

    def open_window() -> Window:
        windows.append(window_on(browser, system.base))
        return windows[-1]

    yield open_window
    faults = [fault for window in windows for fault in (*window.faults, *window.complaints())]
    for window in windows:
        window.page.context.close()
    assert faults == []


@pytest.mark.timeout(240)
@pytest.mark.shows("AD-08", "CS-33")
def test_a_contract_goes_from_its_upload_to_its_papers_by_clicking_labels(
    system: Running, opens: Opens, tmp_path: Path
) -> None:
    sender, approver, sato, takahashi = opens(), opens(), opens(), opens()
    contract = sent(system, sender, tmp_path)
    password = system.command("user", "add", APPROVER, "--name", "部長 太郎", "--role", "approver")
    staff.signs_in_and_changes_password(approver, APPROVER, password)
    staff.approves(approver)
    arrives(sato, system)
    party.sends_back(sato)
    staff.answers_with_a_new_version(sender, contract, written(tmp_path, "330,000"))
    staff.approves(approver)
    agree_both(system, sato, takahashi, tmp_path)
    party.opens_mail(sato, system, FIRST, CONCLUDED)
    papers = party.takes_papers(sato, tmp_path, CODE)
    staff.finds_it_concluded(sender, contract)
    own = sender.download("契約書ダウンロード", tmp_path / "own.pdf")
    assert sha256(own) == sha256(papers[0])
    assert [verdict(system, paper) for paper in papers] == [
        ("genuine", "concluded"),
        ("genuine", "certificate"),
    ]


def sent(system: Running, sender: Window, folder: Path) -> str:
    """Sign in as the first administrator, draft, come back to the draft, and send it."""
    printed = system.output.read_text()
    login, password = (
        found(rf"{word}\s+(\S+?)(?:（|\s)", printed) for word in ("ログインID", "仮パスワード")
    )
    staff.signs_in_and_changes_password(sender, login, password)
    staff.uploads(sender, written(folder, "360,000"))
    staff.fills_in(sender)
    staff.leaves_and_comes_back(sender, login)
    return staff.sends(sender)


def arrives(window: Window, system: Running, mails: int = 1) -> None:
    party.opens_mail(window, system, FIRST, REQUEST, mails)
    party.accepts_terms(window)
    party.enters_code(window, CODE)
    party.reads_all(window)


def agree_both(system: Running, sato: Window, takahashi: Window, folder: Path) -> None:
    """Both agree to version 2; the second party is asked for a paper first."""
    arrives(sato, system, mails=2)
    sato.press_below("次へ")
    party.agrees(sato, "person", "全員の同意がそろうと締結となります（あと1名）。")
    sato.shows("まだ締結ではありません。")
    sato.see("agreed")
    party.opens_mail(takahashi, system, SECOND, REQUEST)
    party.accepts_terms(takahashi)
    party.reads_all(takahashi)
    certificate = folder / "履歴事項全部証明書.pdf"
    certificate.write_bytes(company_certificate())
    party.hands_in(takahashi, certificate)
    party.agrees(takahashi, "company", "あなたの同意で全員の同意がそろい、締結となります。")
    takahashi.heads(LAST_AGREED)
    takahashi.see("agreed-last")


def written(folder: Path, fee: str) -> Path:
    path = folder / f"業務委託契約書_{fee}円.pdf"
    path.write_bytes(service_contract(fee))
    return path


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, text
    return match[1]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def verdict(system: Running, path: Path) -> tuple[str, str]:
    said = json.loads(system.command("verify", str(path), "--json"))
    return said["verdict"], said["is"]
