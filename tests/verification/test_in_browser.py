from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.cases import concluded
from tests.evidence.contract import Story
from tests.shell.looking import listen, overflow, small_targets, violations


def look(page: Page) -> None:
    assert violations(page) == []
    assert overflow(page) == 0
    assert small_targets(page) == []


def bring(page: Page, address: str, file: Path) -> None:
    page.goto(f"{address}/verify")
    page.get_by_label("検証するPDF").set_input_files(file)
    page.get_by_role("button", name="検証する", exact=True).click()


@pytest.mark.shows("UX-22")
def test_every_answer_fits_a_phone_and_is_clean_to_axe(
    phone_page: Page, address: str, office: Office, story: Story, tmp_path: Path
) -> None:
    heard = listen(phone_page)
    sent = office.sent(Plan(imprint=False))
    on_its_way = office.newest_bytes(sent)
    concluded(office, sent)
    files = {
        "締結済みの契約書です": office.newest_bytes(sent),
        "この版は締結されていません": on_its_way,
        "信頼を確認できません": story.concluded,
        "赤：署名は有効ではありません": story.concluded + b"\n%more\n",
        "検証できません": b"no pdf",
    }
    phone_page.goto(f"{address}/verify")
    look(phone_page)
    for words, pdf in files.items():
        file = tmp_path / f"{'long-name-' * 8}.pdf"
        file.write_bytes(pdf)
        bring(phone_page, address, file)
        assert words in phone_page.get_by_role("main").inner_text()
        look(phone_page)
    assert heard == []
