"""Versions, comparison, shares and 審査依頼 as a browser shows them on a desktop and on a phone."""

import threading
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from tests.comparing.test_changes import COURT, FEE, PREAMBLE, TERM, printed
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk
from tests.desk.test_looks import enter, faults_at_sizes
from tests.review.drafting import drafted, replaced
from tests.review.sharing import CODE, share_of, shared
from tests.shell.looking import listen

MOVED = (COURT.replace("第4条", "第2条"), FEE.replace("第2条", "第3条").replace("五十", "６０"))


@pytest.fixture
def base(site: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(desktop_page: Page) -> Page:
    """One window for both widths: see `at_sizes`."""
    return desktop_page


def prepared(clerk: Clerk, viewer: Clerk, office: Office) -> tuple[str, ...]:
    """Make a draft with three versions, words on it and a share, and a request; return their pages."""
    draft = drafted(clerk, printed(PREAMBLE, FEE, TERM, COURT))
    replaced(
        clerk,
        draft,
        "委託料の改定と条の入れ替え",
        printed(PREAMBLE, *MOVED, TERM.replace("2026", "２０２６")),
    )
    version = f"/contracts/{draft}/versions/2"
    clerk.opens(version)
    clerk.sends(f"{version}/mark")
    clerk.sends(
        f"{version}/comments", body="@営業 次郎 さん、第3条の委託料をご確認ください。\n先方の希望です。"
    )
    token = shared(clerk, draft, office, message="田中様に権限のある契約です。")
    viewer.opens("/reviews/new")
    viewer.sends(
        "/reviews/new",
        title="株式会社みどり企画との業務委託契約",
        body="先方から案が届きました。\n第3条の委託料と、契約期間を見てください。",
        due_on="2026/12/10",
        files=[(BytesIO(paper("案")), "業務委託契約書（みどり企画案）.pdf")],
    )
    review = viewer.path
    clerk.opens(review)
    clerk.sends(f"{review}/messages", body="支払期日の希望はありますか。", state="asking")
    here = f"/contracts/{draft}"
    return (
        f"{here}/versions",
        version,
        f"{here}/versions/comparison",
        f"{here}/versions/comparison?view=pages",
        f"{here}/versions/1/restoration",
        f"{version}/share",
        f"{here}/shares/{share_of(office).public_id}",
        "/reviews",
        "/reviews/new",
        review,
        f"/shared/link/{token}",
    )


@pytest.mark.shows("UX-22")
def test_every_page_before_the_sending_is_clean_at_both_widths(
    page: Page, base: str, clerk: Clerk, viewer: Clerk, office: Office
) -> None:
    *paths, link = prepared(clerk, viewer, office)
    enter(page, base, LEGAL)
    heard, found = listen(page), []
    for path in paths:
        page.goto(f"{base}{path}")
        found += faults_at_sizes(page, heard)
    page.goto(f"{base}{link}")
    found += faults_at_sizes(page, heard)
    page.get_by_label("アクセスコード").fill(CODE)
    page.get_by_role("button", name="文書を開く").click()
    found += faults_at_sizes(page, heard)
    assert found == []
