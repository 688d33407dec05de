"""Every state of the pages that need no account, on two phones and a desktop (UX-22)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from contracts.letters import LinkPurpose
from tests import databases
from tests.counterparty import (
    walks,
    walks_beside,
    walks_claiming,
    walks_enclosed,
    walks_filling,
    walks_own_certificate,
    walks_places,
    walks_proving,
)
from tests.counterparty.founding import open_office
from tests.counterparty.planning import Plan
from tests.counterparty.scene import Scene, served_site, site_with_refusals
from tests.counterparty.walks import Walk
from tests.shell.looking import listen, overflow, small_targets, violations

PHONE, LARGE_PHONE, DESKTOP = (360, 640), (390, 844), (1280, 900)
ANSWERS = "Failed to load resource"  # how the console tells a 4xx that the walk asked for
WALKS = [
    walks.the_whole_way,
    walks.the_code_is_locked,
    walks.long_names,
    walks.sending_back,
    walks.in_two_windows,
    walks.out_of_step,
    walks_proving.proving,
    walks_claiming.by_signing_url,
    walks_filling.filling_in,
    walks_enclosed.several_documents,
    walks_own_certificate.signing_oneself,
    walks_places.handing_over,
    walks_places.declining,
    walks_places.taking_back,
    walks_beside.dead_links,
    walks_beside.refusals,
    walks_beside.verdicts,
    walks_beside.doors,
    walks_beside.mailbox,
]
LARGEST_TEXT = "document.documentElement.style.fontSize = '200%'"


@pytest.fixture
def scene(founded: Path, tmp_path: Path, browser: Browser) -> Iterator[Scene]:
    databases.copied(founded, tmp_path / "home")
    office = open_office(tmp_path / "home")
    context = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo", reduced_motion="reduce")
    context.set_default_timeout(15_000)
    with served_site(site_with_refusals(office)) as base:
        yield Scene(office, base, context.new_page())
        context.close()


@pytest.mark.shows("UX-22")
@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
def test_every_state_fits_and_is_clean_and_its_next_act_is_at_hand(scene: Scene, walk: Walk) -> None:
    heard = listen(scene.page)
    for state in walk(scene):
        found = {size: looked_at(scene.page, size, walk) for size in (LARGE_PHONE, DESKTOP, PHONE)}
        assert {size: wrong for size, wrong in found.items() if wrong} == {}, state
    assert [line for line in heard if ANSWERS not in line] == []


def looked_at(page: Page, size: tuple[int, int], walk: Walk) -> list[str]:
    """Return what is wrong at this size; axe looks at the smallest, and once the whole way at the largest."""
    is_axed = size == PHONE or (size == DESKTOP and walk is walks.the_whole_way)
    return faults(page, size) if is_axed else misfits(page, size)


def faults(page: Page, size: tuple[int, int]) -> list[str]:
    """Axe looks from the end of the page: only there does the bar of acts cover no half of a link."""
    wrong = misfits(page, size)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    return [*wrong, *violations(page)]


def misfits(page: Page, size: tuple[int, int]) -> list[str]:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_load_state()
    wrong = [*small_targets(page), *_hidden_acts(page)]
    if overflow(page):
        wrong.append(f"{overflow(page)} px too wide")
    return wrong


def _hidden_acts(page: Page) -> list[str]:
    """Return buttons of the action bar that do not stand in the window as it is scrolled now."""
    outside = """() => [...document.querySelectorAll('.action-bar .button')]
        .filter(one => { const box = one.getBoundingClientRect();
                         return box.top < 0 || box.bottom > innerHeight || box.right > innerWidth })
        .map(one => one.textContent.trim())"""
    found: list[str] = page.evaluate(outside)
    return found


@pytest.mark.shows("AD-08", "AD-09")
def test_before_and_after_agreeing_it_is_said_who_is_left_and_that_nothing_is_concluded(scene: Scene) -> None:
    three = (Plan(imprint=False), Plan(name="高橋 次郎", order=2), Plan(name="鈴木 花子", order=3))
    walks.arrives(scene, scene.office.sent(*three).parties[0])
    walks.enters(scene)
    scene.press("次へ")
    scene.drawn()
    assert "（あと2名）" in said(scene)
    scene.press("締結を確定")
    scene.press("同意して締結を確定")
    scene.page.get_by_text("同意を記録しました。まだ締結ではありません。").wait_for()
    assert "同意済み 1／3名" in said(scene)
    walks.arrives(scene, scene.office.sent(*three[:2]).parties[0])
    walks.enters(scene)
    scene.press("次へ")
    scene.drawn()
    assert "名）" not in said(scene)


def said(scene: Scene) -> str:
    return scene.page.get_by_role("main").inner_text()


def test_the_arrival_says_who_asks_for_what_until_when_and_what_is_to_come(scene: Scene) -> None:
    sent = scene.office.sent(Plan(documents=("住民票",)), title=walks.LONG)
    walks.arrives(scene, sent.parties[0], hours=24 * 6)
    shown = scene.page.locator("body").inner_text()
    for words in (
        walks.LONG,
        "株式会社サンプル不動産 からの確認依頼",
        "担当：山田 花子",
        "あと6日",
        "書類提出",
    ):
        assert words in shown
    assert "まだ契約への同意ではありません。" in shown


def test_by_keyboard_alone_the_acts_are_reached_in_the_order_they_are_read(scene: Scene) -> None:
    sent = scene.office.sent(Plan())
    walks.arrives(scene, sent.parties[0])
    walks.enters(scene)
    reached: list[str] = []
    while "次へ" not in reached and len(reached) < 20:
        scene.page.keyboard.press("Tab")
        reached.append(
            scene.page.evaluate(
                "(document.activeElement.ariaLabel || document.activeElement.textContent).trim()"
            )
        )
        assert scene.page.evaluate("document.activeElement.matches(':focus-visible')")
    assert [one for one in reached if one in {"本文へ移動", "次のページ", "差し戻しする", "次へ"}] == [
        "本文へ移動",
        "次のページ",
        "差し戻しする",
        "次へ",
    ]
    scene.page.keyboard.press("Enter")
    scene.page.get_by_role("heading", name="印影を作成").wait_for()


def test_words_of_twice_the_size_still_fit_a_phone(scene: Scene) -> None:
    sent = scene.office.sent(Plan(documents=walks.PAPERS), title=walks.LONG)
    scene.page.set_viewport_size({"width": 360, "height": 640})
    walks.arrives(scene, sent.parties[0], hours=48)
    for goes_on in (walks.enters, lambda scene: scene.press("次へ")):
        scene.page.evaluate(LARGEST_TEXT)
        assert overflow(scene.page) == 0
        goes_on(scene)
    scene.page.evaluate(LARGEST_TEXT)
    assert overflow(scene.page) == 0


def test_two_fingers_bring_more_dots_to_the_page_that_is_read(scene: Scene) -> None:
    sent = scene.office.sent(Plan())
    walks.arrives(scene, sent.parties[0])
    walks.enters(scene)
    canvas = scene.page.locator(".viewer canvas").first
    before = canvas.evaluate("one => [one.width, one.clientWidth]")
    chromium = scene.page.context.new_cdp_session(scene.page)
    chromium.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    scene.page.wait_for_function("w => document.querySelector('.viewer canvas')?.width > w", arg=before[0])
    after = canvas.evaluate("one => [one.width, one.clientWidth]")
    assert after[0] == pytest.approx(before[0] * 2, abs=4)
    assert after[1] == before[1]


def test_the_papers_page_prints_what_it_says_and_not_its_buttons(scene: Scene) -> None:
    sent = scene.office.sent(Plan(imprint=False))
    walks.agrees_elsewhere(scene, sent, sent.parties[0])
    scene.office.conclude(sent)
    walks.arrives(scene, sent.parties[0], LinkPurpose.CONCLUDED)
    scene.press("書類を確認する")
    scene.page.emulate_media(media="print")
    expect(scene.page.get_by_role("heading", name="締結した書類")).to_be_visible()
    expect(scene.page.get_by_role("link", name="契約書ダウンロード")).to_be_hidden()
