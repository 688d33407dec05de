"""What the desk keeps ready, in a browser: no fault of axe at any width, and 定型文 at the cursor."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.conftest import HABITS, PATIENCE_MS
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.serving import faults_of
from tests.desk.site import PASSWORD, Clerk
from tests.desk.typing import begun
from tests.types.test_contacts import added
from tests.types.test_snippets import saved
from tests.types.test_templates import kept, nda, template_of

THANKS = "いつもお世話になっております。\nご確認をお願いいたします。"


@pytest.fixture
def base(site: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def entered(browser: Browser, base: str, mail: str, width: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, **HABITS)  # type: ignore[arg-type]  # one habit table for every page
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(f"{base}/sign-in")
    page.get_by_label("メールアドレスまたはログインID").fill(mail)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    return page


@pytest.mark.shows("IM-41")
def test_one_press_puts_saved_words_where_the_cursor_stands(
    browser: Browser, base: str, clerk: Clerk
) -> None:
    saved(clerk, THANKS, place="comment")
    draft = begun(clerk)
    page = entered(browser, base, LEGAL, 1280)
    page.goto(f"{base}{draft}")
    comment = page.get_by_label("コメント", exact=False).first
    comment.fill("前文です。")
    page.get_by_role("button", name="いつもお世話に").click()
    expect(comment).to_have_value(f"前文です。\n{THANKS}")
    expect(comment).to_be_focused()
    page.context.close()


@pytest.mark.shows("UX-22")
def test_pages_of_what_is_kept_ready_are_clean_on_a_desktop_and_a_phone(
    browser: Browser, base: str, clerk: Clerk, administrator: Clerk, office: Office
) -> None:
    added(clerk, company="株式会社山田商事", name="山田 太郎", mail="yamada@example.com", shared="y")
    saved(clerk, THANKS, shared="y")
    contract = nda(clerk, office)
    kept(clerk, contract, name="NDA ひな形", shared="y")
    held = template_of(office, "NDA ひな形").public_id
    administrator.opens("/contract-types")
    paths = (
        *(
            "/contract-types",
            "/contract-types/new",
            "/snippets",
            "/snippets/new",
            "/contacts",
            "/contacts/new",
        ),
        *("/contacts/import", "/templates", f"/templates/{held}/draft", f"/templates/{held}"),
    )
    assert faults_of(browser, base, "admin@sample.example", paths) == []
