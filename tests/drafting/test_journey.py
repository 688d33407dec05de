"""契約を締結 as somebody does it for the first time: from the file to 送信する, every press counted."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.site import PASSWORD, Clerk
from tests.drafting.conftest import LEGAL
from tests.shell.looking import listen, overflow, small_targets, violations

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
PRESSES, FIELDS = 9, 4


@dataclass
class Newcomer:
    """Presses and types, and counts both."""

    page: Page
    presses: int = 0
    fields: int = 0

    def press(self, what: Locator) -> None:
        what.click()
        self.presses += 1

    def fill(self, what: Locator, text: str) -> None:
        what.fill(text)
        self.fields += 1

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def looks(self) -> None:
        """The page is sound for everybody on both widths."""
        for size in (PHONE, DESKTOP):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]  # a dict of two whole numbers
            self.page.evaluate("scrollTo(0, 0)")
            assert violations(self.page) == []
            assert overflow(self.page) == 0
            assert small_targets(self.page) == []


@pytest.mark.shows("IM-16", "IM-22", "IM-58")
def test_a_newcomer_sends_a_lease_of_two_parties_with_few_presses(
    desktop_page: Page, address: str, tmp_path: Path, office: Office
) -> None:
    page, heard = desktop_page, listen(desktop_page)
    file = tmp_path / "建物賃貸借契約書.pdf"
    file.write_bytes(paper("建物賃貸借契約書"))
    enters(page, address)
    page.goto(f"{address}/drafts/new")
    person = Newcomer(page)
    page.get_by_label("契約書のファイル").set_input_files(file)
    person.presses += 1
    person.press(person.button("アップロード"))
    person.looks()
    person.press(page.get_by_role("link", name="文書情報の入力へ"))
    page.get_by_label("契約種別").select_option("lease")
    person.presses += 1
    person.press(page.get_by_label("自社は当事者の代理人として手続きする"))
    person.press(person.button("当事者を用意する"))
    fills_in(person)
    expect(page.get_by_text("下書きを保存しました")).to_be_visible()
    person.looks()
    person.press(person.button("署名位置の設定へ"))
    person.press(person.button("入力内容の確認へ"))
    person.looks()
    goes_back_and_finds_everything(person)
    person.press(person.button("送信する"))
    expect(page.get_by_role("heading", level=1)).to_have_text("建物賃貸借契約書")
    assert len(office.engine.asked) == 1
    assert (person.presses, person.fields) == (PRESSES, FIELDS)
    assert heard == []


def enters(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("メールアドレスまたはログインID").fill(LEGAL)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()


def fills_in(person: Newcomer) -> None:
    for number, (name, mail) in enumerate(
        (("佐藤 一郎", "sato@example.com"), ("田中 花", "hana@example.com"))
    ):
        party = person.page.locator(".party").nth(number)
        person.fill(party.get_by_role("textbox", name="氏名"), name)
        person.fill(party.get_by_label("メールアドレス"), mail)


def goes_back_and_finds_everything(person: Newcomer) -> None:
    """Through the bar and back, uncounted: nobody has to."""
    page = person.page
    page.get_by_role("link", name="文書のアップロード").click()
    expect(page.get_by_role("heading", name="アップロードした文書")).to_be_visible()
    page.get_by_role("link", name="文書情報の入力", exact=True).click()
    expect(page.locator(".party").first.get_by_role("textbox", name="氏名")).to_have_value("佐藤 一郎")
    person.button("確認・送信").click()
    expect(page.get_by_role("heading", name="依頼が届く順番")).to_be_visible()


def test_a_draft_that_could_not_be_saved_by_itself_says_so_and_the_next_one_that_could(
    desktop_page: Page, address: str, clerk: Clerk
) -> None:
    page, draft = desktop_page, clerk.drafts()
    enters(page, address)
    page.goto(f"{address}/drafts/{draft}")
    page.route("**/autosave", lambda route: route.abort())
    page.get_by_label("文書名").fill("駐車場契約書")
    expect(page.get_by_text("自動保存できませんでした。")).to_be_visible()
    page.unroute("**/autosave")
    page.get_by_label("文書名").fill("駐車場賃貸借契約書")
    expect(page.get_by_text("下書きを保存しました")).to_be_visible()
    page.reload()
    expect(page.get_by_label("文書名")).to_have_value("駐車場賃貸借契約書")


def test_a_draft_of_many_parties_saves_itself_too(desktop_page: Page, address: str, clerk: Clerk) -> None:
    page, draft = desktop_page, clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    for _party in range(10):
        clerk.sends(f"/drafts/{draft}", add="party")
    enters(page, address)
    page.goto(f"{address}/drafts/{draft}")
    page.locator(".party").last.get_by_role("textbox", name="氏名").fill("小鳥遊 權右衛門")
    expect(page.get_by_text("下書きを保存しました")).to_be_visible()
    page.reload()
    expect(page.locator(".party").last.get_by_role("textbox", name="氏名")).to_have_value("小鳥遊 權右衛門")
