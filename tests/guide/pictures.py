"""`python -m tests.guide.pictures` draws the pictures of the guide anew, from the product's own pages.

The contract in them is fictitious. Each picture is a phone's screen, kept as a PNG of few colours.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from contracts.languages import LANGUAGES
from contracts.letters import LinkPurpose
from database.party import Party
from tests.conftest import FLAGS
from tests.counterparty import walks
from tests.counterparty.founding import found_office, open_office
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.scene import Scene, served_site, site_with_refusals
from tests.mail.test_templates import RENDERER
from tests.mail.test_templates import facts as japanese_facts

FOLDER = Path(__file__).parents[2] / "webapp" / "static" / "guide"
SCREEN = {"width": 390, "height": 640}
DOTS, COLOURS = 1.5, 48
LOCALES = {"ja": "ja-JP", "en": "en-GB"}
CONTRACT = {
    "to_company": "",
    "to_name": "佐藤 一郎",
    "sender_organization": "株式会社サンプル不動産",
    "owner_name": "山田 花子",
    "contract_title": "建物賃貸借契約書（更新）",
    "documents": ["建物賃貸借契約書（更新）"],
    "expires_on": "2026-11-28",
    "comment": "",
    "has_access_code": False,
    "is_corporate": False,
    "simple_url": "",
}
LABELS = {
    "ja": ("利用規約に同意して確認", "次へ", "印影を作成", "最終プレビュー", "書類を確認する"),
    "en": ("Accept the terms and review", "Next", "Make seal imprint", "Final preview", "View documents"),
}


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for language in LANGUAGES:
            _draw_all(browser, language)
        browser.close()


def _draw_all(browser: Browser, language: str) -> None:
    folder = FOLDER / language
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(
        viewport=SCREEN,  # type: ignore[arg-type]  # a plain dict is what it takes
        device_scale_factor=DOTS,
        locale=LOCALES[language],
        timezone_id="Asia/Tokyo",
        reduced_motion="reduce",
    )
    page = context.new_page()
    with tempfile.TemporaryDirectory() as home:
        found_office(Path(home) / "office")
        office = open_office(Path(home) / "office")
        with served_site(site_with_refusals(office)) as base:
            for name in _states(Scene(office, base, page), language):
                (folder / f"{name}.png").write_bytes(_small(page.screenshot()))
                sys.stdout.write(f"{language}/{name}\n")
            context.close()


def _states(scene: Scene, language: str) -> Iterator[str]:
    facts = japanese_facts("sign_request") | CONTRACT
    scene.page.set_content(RENDERER.render("sign_request", facts, language).html)
    yield "mail"
    enter, go_on, make, to_preview, open_papers = LABELS[language]
    sent = scene.office.sent(Plan())
    _reads(scene.office, sent.parties[0], language)
    walks.arrives(scene, sent.parties[0], hours=24 * 6)
    yield "arrival"
    scene.press(enter)
    scene.drawn()
    _shows(scene.page, "main h1")
    yield "contract"
    scene.press(go_on)
    scene.press(make)
    yield "imprint"
    scene.press(to_preview)
    scene.drawn()
    _shows(scene.page, "main h1")
    yield "preview"
    walks.agrees_elsewhere(scene, sent, sent.parties[0])
    scene.office.conclude(sent)
    walks.arrives(scene, sent.parties[0], LinkPurpose.CONCLUDED)
    scene.press(open_papers)
    _shows(scene.page, "main h1")
    yield "concluded"


def _reads(office: Office, party: Party, language: str) -> None:
    with office.opened.database.writing() as session:
        session.get_one(Party, party.id).language = language


def _shows(page: Page, selector: str) -> None:
    """Scroll so that the title stands at the top."""
    page.locator(selector).first.evaluate("one => scrollTo(0, one.getBoundingClientRect().top - 16)")


def _small(picture: bytes) -> bytes:
    with Image.open(io.BytesIO(picture)) as screen:
        file = io.BytesIO()
        screen.convert("RGB").quantize(COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main()
