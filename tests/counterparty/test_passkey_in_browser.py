"""The passkey pages in Chromium with its virtual authenticator: the island of script does the ceremonies."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from contracts.acts import AcceptTerms
from database.factors import SecondFactor
from tests import databases
from tests.counterparty.founding import open_office
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.scene import Scene, served_site, site_with_refusals
from tests.counterparty.test_looks import DESKTOP, PHONE, faults
from tests.counterparty.walks import arrives
from tests.shell.looking import listen
from webapp.parts import EXTENSION

L3 = Plan(profile="L3", imprint=False)


@pytest.fixture
def scene(founded: Path, tmp_path: Path, browser: Browser) -> Iterator[Scene]:
    """A site by the name of localhost: a passkey belongs to a name, not to 127.0.0.1."""
    databases.copied(founded, tmp_path / "home")
    office = open_office(tmp_path / "home")
    site = site_with_refusals(office)
    context = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo", reduced_motion="reduce")
    with served_site(site) as address:
        base = f"http://localhost:{urlsplit(address).port}"
        handed = site.extensions[EXTENSION]
        site.extensions[EXTENSION] = replace(handed, settings=replace(handed.settings, base_url=base))
        yield Scene(office, base, context.new_page())
        context.close()


def holds_a_key(page: Page) -> None:
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True}
    always = {"isUserVerified": True, "automaticPresenceSimulation": True}
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, **always}})


def enters(scene: Scene, office: Office) -> None:
    arrives(scene, office.sent(L3).parties[0])
    scene.press("利用規約に同意して確認")


@pytest.mark.shows("MK-74", "LW-04")
def test_a_phone_registers_a_passkey_and_uses_it_for_the_next_contract(scene: Scene) -> None:
    heard = listen(scene.page)
    enters(scene, scene.office)
    scene.page.get_by_role("link", name="パスキーを使う").click()
    assert {size: faults(scene.page, size) for size in (DESKTOP, PHONE)} == {DESKTOP: [], PHONE: []}
    holds_a_key(scene.page)
    scene.press("パスキーを登録する")
    scene.drawn()
    enters(scene, scene.office)
    expect(scene.page.get_by_role("heading", name="パスキーで認証")).to_be_visible()
    assert faults(scene.page, PHONE) == []
    scene.press("パスキーを使う")
    scene.drawn()
    assert len(scene.office.engine.acts(AcceptTerms)) == 2
    with scene.office.opened.database.reading() as session:
        assert session.query(SecondFactor).one().counter > 0
    assert heard == []
