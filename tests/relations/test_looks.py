"""The pages of related contracts, as a browser shows them."""

from datetime import date

import pytest
from playwright.sync_api import Browser

from contracts.stage import Stage
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.serving import faults_of
from tests.desk.site import Clerk
from tests.relations.linking import links, page_of, sets


@pytest.mark.shows("MK-36")
def test_every_page_of_relations_is_clean_on_a_desktop_and_a_phone(
    browser: Browser, clerk: Clerk, office: Office, served: str
) -> None:
    base, order, memo, change = (
        office.sent(title=title)
        for title in (
            "取引基本契約書",
            "個別契約書（二〇二六年度上期）",
            "覚書その一",
            "変更契約書（期間延長）",
        )
    )
    sets(office, base, ends_on=date(2027, 3, 31), ending=True, stage=Stage.CONCLUDED)
    sets(office, change, ends_on=date(2028, 3, 31), stage=Stage.CONCLUDED)
    office.sent(title="まだ結び付けていない契約書")
    links(clerk, base, order, "below:individual")
    links(clerk, order, memo, "below:memorandum")
    links(clerk, base, change, "below:amendment")
    wanted = [clerk.path, f"/contracts/{memo.contract}", page_of(base)]
    wanted += [f"{page_of(base)}?q=契約書", f"{page_of(base)}?q=何もない"]
    assert faults_of(browser, served, LEGAL, wanted) == []
