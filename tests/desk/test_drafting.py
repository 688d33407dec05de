import pytest

from tests.counterparty.office import Office, paper
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk


@pytest.mark.shows("IM-16", "IM-58")
def test_a_contract_is_sent_from_upload_to_the_case_page(clerk: Clerk, office: Office) -> None:
    draft = clerk.drafts()
    assert clerk.path == f"/drafts/{draft}/confirmation"
    assert "sato@example.com" in clerk.text
    clerk.sends(f"/drafts/{draft}/sending")
    assert clerk.path == f"/contracts/{draft}"
    assert "契約を送信しました。" in clerk.text
    assert len(office.engine.asked) == 1
