"""The pages of an import in every state, as a browser shows them."""

from playwright.sync_api import Browser

from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.serving import faults_of
from tests.desk.site import Clerk
from tests.importing.making import brings, ledger, registers, scan

LONG = "令和五年度_関東地区物流拠点の設備保守および清掃に関する業務委託基本契約書_2023-04-01.pdf"


def planned(clerk: Clerk) -> str:
    """Bring files of every kind there is: new, copies, errors."""
    sheet = ledger(
        ("new.pdf", "取引基本契約書", "株式会社乙商事", "2024/4/1", "2027/3/31", "1,200,000円"),
        (LONG, "設備保守および清掃に関する業務委託基本契約書", "合同会社丙；株式会社丁", "2023/4/1", "", ""),
        ("copy.pdf", "秘密保持契約書", "株式会社甲商事", "2024/4/1", "", ""),
        ("twice.pdf", "覚書", "株式会社乙商事", "2024/4/2", "", ""),
        ("bad.pdf", "賃貸借契約書", "丙不動産", "十月ごろ", "", ""),
        ("gone.pdf", "覚書", "丁", "", "", ""),
    )
    files = [("new.pdf", scan(2)), (LONG, scan(3)), ("copy.pdf", scan(1)), ("twice.pdf", scan(2))]
    files += [("bad.pdf", scan(5)), ("unlisted.pdf", scan(6))]
    return brings(clerk, *files, sheet=sheet)


def test_the_pages_of_a_plan_and_of_what_became_are_clean_on_a_desktop_and_a_phone(
    browser: Browser, clerk: Clerk, office: Office, served: str
) -> None:
    done = registers(clerk, office, ("原本.pdf", scan(1)), ("壊れた.pdf", b"%PDF-1.7 nothing more"))
    plan = planned(clerk)
    wanted = ["/imports", "/imports/new", plan, f"{plan}?outcome=duplicate", done]
    assert faults_of(browser, served, LEGAL, wanted) == []
