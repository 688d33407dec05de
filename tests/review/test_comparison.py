"""版の比較 on its page: what a reader sees of known edits, and the pages side by side (MK-39)."""

import pytest

from tests.comparing.test_changes import COURT, FEE, PREAMBLE, TERM, printed
from tests.desk.site import Clerk
from tests.review.drafting import drafted, replaced

FIRST = printed(PREAMBLE, FEE, TERM, COURT)


@pytest.mark.shows("MK-39")
def test_two_versions_are_compared_by_their_words_and_page_by_page(clerk: Clerk) -> None:
    draft = drafted(clerk, FIRST)
    replaced(clerk, draft, "委託料", printed(PREAMBLE, FEE.replace("五十", "六十"), TERM, COURT))
    page = f"/contracts/{draft}/versions/comparison"
    clerk.opens(f"{page}?old=1&new=2")
    assert "違いが1か所あります。" in clerk.text
    assert '<del><span class="visually-hidden">［削除］</span>五</del>' in clerk.text
    assert '<ins><span class="visually-hidden">［追加］</span>六</ins>' in clerk.text
    assert "第2条" in clerk.text
    clerk.opens(f"{page}?old=2&new=1&view=pages")
    for number in (1, 2):
        path = f"/contracts/{draft}/versions/{number}/pages/1.png"
        assert path in clerk.text
        assert clerk.client.get(path).mimetype == "image/png"
    clerk.opens(f"{page}?old=1&new=1")
    assert "同じファイルです。違いはありません。" in clerk.text
    assert clerk.opens(f"{page}?old=1&new=9").status_code == 404


def test_versions_that_say_the_same_and_scans_are_told_so(clerk: Clerk) -> None:
    draft = drafted(clerk, FIRST)
    replaced(clerk, draft, "改ページ", printed(PREAMBLE, FEE, TERM, COURT, lines_on_a_page=2))
    clerk.opens(f"/contracts/{draft}/versions/comparison")
    assert "文字の違いは見つかりませんでした。" in clerk.text
