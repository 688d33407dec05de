"""The pages of a renewal, as a browser shows them."""

import pytest
from playwright.sync_api import Browser

from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.serving import faults_of
from tests.desk.site import Clerk
from tests.renewal.deciding import to_decide


@pytest.mark.shows("MK-22")
def test_every_page_of_a_renewal_is_clean_on_a_desktop_and_a_phone(
    browser: Browser, clerk: Clerk, office: Office, served: str
) -> None:
    case = to_decide(clerk, office, "業務委託契約書（基幹システムの保守および運用に関する契約）")
    page = f"/contracts/{case.contract}"
    assert faults_of(browser, served, LEGAL, [f"{page}/renewal", page, "/tasks"]) == []
