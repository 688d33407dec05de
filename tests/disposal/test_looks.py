"""The pages of a 廃棄 on a desktop and on a phone: nothing overflows, and axe finds nothing."""

from playwright.sync_api import Browser, Page

from tests.conftest import HABITS, PATIENCE_MS
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.serving import SIZES
from tests.desk.site import PASSWORD
from tests.disposal.shelf import OTHER, Pair, approved, carried_out, over, proposed
from tests.shell.looking import overflow, small_targets, violations

LONG = "令和八年度定期建物賃貸借契約並びに保守管理業務委託に係る基本契約書（第二次変更分・連帯保証人あり）"


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
    for width, height in SIZES:
        context = browser.new_context(viewport={"width": width, "height": height}, **HABITS)  # type: ignore[arg-type]  # one habit table for every page
        context.set_default_timeout(PATIENCE_MS)
        look(context.new_page(), served, paths)
        context.close()


def look(page: Page, address: str, paths: list[str]) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("メールアドレスまたはログインID").fill(OTHER)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    for path in paths:
        page.goto(f"{address}{path}")
        assert (violations(page), overflow(page), small_targets(page)) == ([], 0, []), path
