import pytest

from contracts.acts import Agree
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor


@pytest.mark.shows("CS-13", "CS-21", "CS-25")
def test_only_the_steps_that_apply_are_shown_and_passed(office: Office, visitor: Visitor) -> None:
    visitor.enters(office.link(office.sent(Plan(imprint=False)).parties[0]))
    assert "STEP 2／4" in visitor.text
    assert "印影" not in visitor.text
    visitor.sends("/c/contract/reading")
    assert visitor.at is not None
    assert visitor.at.request.path == "/c/preview"
    assert "STEP 3／4" in visitor.text


@pytest.mark.shows("T68")
def test_a_later_page_leads_to_the_step_that_is_still_open(office: Office, visitor: Visitor) -> None:
    sent = office.sent(Plan(documents=("住民票",)))
    visitor.enters(office.link(sent.parties[0]))
    for path in ("/c/preview", "/c/preview/document.pdf", "/c/imprint", "/c/documents"):
        assert visitor.client.get(path).headers["Location"] == "/c/contract"
    visitor.sends("/c/contract/reading")
    assert visitor.client.get("/c/preview").headers["Location"] == "/c/documents"


@pytest.mark.shows("T68")
def test_a_step_cannot_be_skipped_by_posting_directly(office: Office, visitor: Visitor) -> None:
    sent = office.sent()
    visitor.enters(office.link(sent.parties[0]))
    drawn = {**visitor.fields("/c/contract/reading"), "round": "1", "shown_revision": "1"}
    drawn["shown_digest"] = office.contract(sent).sent_digest
    for path in ("/c/agreement", "/c/agreement/confirmation"):
        assert visitor.client.post(path, data=drawn).status_code == 409
    visitor.sends("/c/contract/reading")
    assert visitor.client.post("/c/agreement", data=drawn).status_code == 409
    assert office.engine.acts(Agree) == []


@pytest.mark.shows("T03")
def test_other_parties_appear_by_role_and_step_and_never_by_mail(office: Office, visitor: Visitor) -> None:
    sent = office.sent(
        Plan(imprint=False),
        Plan(name="高橋 次郎", role="連帯保証人"),
        Plan(name="鈴木 花子", role="貸主", order=2),
    )
    shown = [visitor.enters(office.link(sent.parties[0])).text]
    shown.append(visitor.sends("/c/contract/reading").text)
    visitor.sends("/c/agreement/confirmation")
    shown.append(visitor.sends("/c/agreement").text)
    assert "連帯保証人" in shown[-1]
    for text in shown:
        assert "party2@example.com" not in text
        assert "party3@example.com" not in text
