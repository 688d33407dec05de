"""The guide and the FAQ on a phone and on a desktop, in both languages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.counterparty.office import Office
from tests.counterparty.scene import served_site, site_with_refusals
from tests.shell.looking import listen, overflow, small_targets, violations

SIZES = ({"width": 1280, "height": 900}, {"width": 360, "height": 640})


@pytest.fixture
def page(browser: Browser, office: Office) -> Iterator[Page]:
    with served_site(site_with_refusals(office)) as base:
        context = browser.new_context(base_url=base, timezone_id="Asia/Tokyo", reduced_motion="reduce")
        yield context.new_page()
        context.close()


@pytest.mark.shows("UX-22")
def test_guide_and_faq_fit_and_are_clean_in_both_languages(page: Page, office: Office) -> None:
    heard = listen(page)
    for language in ("ja", "en"):
        page.set_extra_http_headers({"Accept-Language": language})
        for path in ("", "/faq"):
            page.goto(f"/guide/{office.organization.public_id}{path}")
            for size in SIZES:
                page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict is what it takes
                assert [*violations(page), *small_targets(page)] == []
                assert overflow(page) == 0
    assert heard == []
