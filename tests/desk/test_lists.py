import pytest

from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.cases import sent_by
from tests.desk.site import Clerk


@pytest.mark.shows("UX-23", "IM-15")
def test_the_list_is_paged_and_counts_all(clerk: Clerk, office: Office) -> None:
    for number in range(22):
        office.sent(Plan(company="株式会社青葉", kind="corporate_informal"), title=f"契約{number:02d}")
    clerk.opens("/contracts")
    assert "全22件" in clerk.text
    assert clerk.text.count('<th scope="row">') == 20
    clerk.opens("/contracts?page=2")
    assert clerk.text.count('<th scope="row">') == 2
    assert "2／2ページ" in clerk.text
    clerk.opens("/contracts?size=50")
    assert clerk.text.count('<th scope="row">') == 22


@pytest.mark.shows("IM-12")
def test_a_count_on_the_home_page_opens_the_list_it_counts(clerk: Clerk, office: Office) -> None:
    office.sent(title="待っている契約")
    sent_by(clerk, office, "承認を待つ契約", "services")
    clerk.opens("/")
    assert 'href="/contracts?stage=awaiting_approval"' in clerk.text
    clerk.opens("/contracts?stage=awaiting_approval")
    assert "全1件" in clerk.text
    assert "承認を待つ契約" in clerk.text
    assert "待っている契約" not in clerk.text


def test_title_and_counterparty_are_searched_literally(clerk: Clerk, office: Office) -> None:
    office.sent(Plan(company="株式会社青葉", kind="corporate_informal"), title="100%保証契約")
    office.sent(Plan(name="鈴木 花子"), title="別の契約")
    for words, found in (("青葉", "100%保証契約"), ("100%", "100%保証契約"), ("鈴木", "別の契約")):
        clerk.at = clerk.client.get("/contracts", query_string={"q": words})
        assert "全1件" in clerk.text
        assert found in clerk.text
    clerk.opens("/contracts?q=%25")
    assert "全1件" in clerk.text


def test_an_empty_list_says_what_to_do(clerk: Clerk) -> None:
    clerk.opens("/contracts")
    assert "契約はまだありません" in clerk.text
    clerk.opens("/contracts?stage=concluded")
    assert "条件に合う契約はありません" in clerk.text


@pytest.mark.shows("IM-11")
def test_the_menu_marks_the_current_entry_on_every_page(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    pages = {"/drafts/new": "契約を締結", "/contracts": "文書管理", f"/contracts/{case.contract}": "文書管理"}
    for path, label in pages.items():
        clerk.opens(path)
        marked = clerk.text.split('aria-current="page"')[1]
        assert label in marked.split("</a>")[0]
