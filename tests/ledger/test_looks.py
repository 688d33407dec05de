"""The page of a plan that is under way, as a browser shows it."""

import pytest
from playwright.sync_api import Browser

from tests.counterparty.office import Office
from tests.desk.serving import faults_of
from tests.desk.site import Clerk
from tests.ledger.conftest import PEOPLE
from tests.ledger.keeping import filed
from webapp.management.ledger import plans


def test_a_plan_is_clean_before_while_and_after_it_is_carried_out(
    browser: Browser, clerk: Clerk, office: Office, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "AT_ONCE", 2)
    sent = [filed(office, f"眺める一括変更の契約書 {number}") for number in range(4)]
    pages = []
    for value in ("A-1", "A-2"):
        clerk.opens("/ledger?q=眺める一括変更&size=50")
        ticked = [one.contract for one in sent]
        clerk.sends("/ledger/bulk", contract=ticked, act="set", item="box", value=value)
        pages.append(clerk.path)
    clerk.opens(pages[0])
    clerk.sends(f"{pages[0]}/application", reason="箱詰め")
    assert faults_of(browser, served, PEOPLE["clerk"][0], [*pages, "/ledger"]) == []
