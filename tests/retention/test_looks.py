"""The pages of holds and of 保存期限, as a browser shows them."""

from playwright.sync_api import Browser

from contracts.roles import Role
from contracts.stage import Stage
from tests.counterparty.office import Office
from tests.desk.serving import signed_in
from tests.desk.site import Clerk
from tests.desk.test_looks import faults_at_sizes
from tests.lists.looking import stands
from tests.retention.conftest import mail_of
from tests.shell.looking import listen

LONG = "青葉台レジデンス（管理受託分・二〇二六年度更新予定）の賃料増額をめぐる訴訟"


def paths(auditor: Clerk, office: Office) -> list[str]:
    sent = office.sent(title=f"{LONG}に関する合意書")
    stands(office, sent, stage=Stage.DECLINED.value)
    contract = sent.contract
    auditor.opens("/holds")
    auditor.sends("/holds", name=LONG, reason="東京地裁 令和8年（ワ）第123号のため")
    hold = auditor.path
    auditor.opens(f"/contracts/holding?contract={contract}")
    auditor.sends("/contracts/holding", hold=hold.removeprefix("/holds/"), contract=contract)
    one = f"{hold}/contracts/{contract}/removal"
    into = f"/contracts/holding?contract={contract}"
    return ["/holds", hold, f"{hold}/release", one, into, f"/contracts/{contract}", "/contracts?over=yes"]


def test_every_page_of_holds_is_clean_on_a_desktop_and_a_phone(
    browser: Browser, auditor: Clerk, office: Office, served: str
) -> None:
    wanted, found = paths(auditor, office), []
    page = signed_in(browser, served, mail_of(Role.COMPLIANCE))
    heard = listen(page)
    for path in wanted:
        page.goto(f"{served}{path}")
        page.locator("details.fold").evaluate_all("all => all.forEach(one => { one.open = true })")
        found += faults_at_sizes(page, heard)
    page.context.close()
    assert found == []
