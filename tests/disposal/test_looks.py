"""The pages of a 廃棄 on a desktop and on a phone: nothing overflows, and axe finds nothing."""

from playwright.sync_api import Browser

from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.serving import faults_of
from tests.disposal.shelf import OTHER, Pair, approved, carried_out, over, proposed

LONG = "令和八年度定期建物賃貸借契約並びに保守管理業務委託に係る基本契約書（第二次変更分・連帯保証人あり）"
GONE = "status of 410"
"""How the console tells that a contract is no more, which is what its page answers."""


def test_the_pages_can_be_read_and_used_on_any_screen(
    office: Office, persons: Pair, served: str, browser: Browser
) -> None:
    company = Plan(company="株式会社みどり灯", kind="corporate_informal")
    gone, waits, _ = over(office, company, title=LONG), over(office), over(office, title=LONG)
    done = approved(office, persons, gone)
    carried_out(office, done)
    key = proposed(office, persons.first, waits)
    paths = [f"/disposals/{done}", f"/disposals/{key}/approval", f"/disposals/{key}/rejection"]
    paths += ["/disposals", "/disposals/tombstones", f"/contracts/{gone.contract}"]
    found = faults_of(browser, served, OTHER, paths)
    assert [one for one in found if GONE not in one] == []
