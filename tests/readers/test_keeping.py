"""What reaches the shelf: by itself, by 保管, and until when."""

import pytest
from flask import Flask

from contracts.letters import LinkPurpose
from database.engine import now_of
from database.people import Organization
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.site import Visitor
from tests.desk.site import Clerk
from tests.readers.walking import (
    PAPERS,
    SIGN_IN,
    closes_accounts,
    concludes,
    mailed_days_ago,
    registered_days_ago,
    registers,
    shelf,
    signs_in,
    told,
)

KEEP = "/c/concluded/keeping"
BUTTON = "割符（Warifu）で保管"


def visits(site: Flask, office: Office, sent: Sent, days_ago: int = 0) -> Visitor:
    """Return who has opened the link of the concluded contract's papers."""
    visitor = Visitor(site)
    token = office.link(sent.parties[0], LinkPurpose.CONCLUDED, issue=2)
    mailed_days_ago(office, sent, days_ago)
    visitor.enters(token)
    return visitor


@pytest.mark.shows("GM-23", "CL-17")
def test_after_registration_the_past_documents_of_the_address_are_listed(
    browser_of_reader: Clerk, office: Office
) -> None:
    concludes(office, "業務委託契約書")
    concludes(office, "秘密保持契約書")
    registers(browser_of_reader, office)
    for title in ("業務委託契約書", "秘密保持契約書", "全2件"):
        assert title in browser_of_reader.text
    assert told(office).count("paper_kept") == 2


@pytest.mark.shows("CL-46")
def test_what_is_concluded_later_is_kept_by_itself_however_late_its_owner_looks(
    browser_of_reader: Clerk, office: Office
) -> None:
    browser = browser_of_reader
    registers(browser, office)
    assert "保管している書類はまだありません" in browser.text
    sent = concludes(office)
    mailed_days_ago(office, sent, 100)
    registered_days_ago(office, 101)
    assert "業務委託契約書" in browser.opens(PAPERS).text


@pytest.mark.shows("GM-40", "GM-26")
def test_keeping_asks_to_log_in_or_register_and_then_it_is_in_the_list(site: Flask, office: Office) -> None:
    sent = concludes(office)
    visitor = visits(site, office, sent)
    assert BUTTON in visitor.text
    assert "登録しなくても、このページから書類を受け取れます。" in visitor.text
    visitor.sends(KEEP)
    assert visitor.at is not None
    assert visitor.at.request.path == SIGN_IN
    assert "「業務委託契約書」が一覧に保管されます。" in visitor.text
    assert shelf(office) == []
    browser = Clerk(site)
    registers(browser, office)
    assert "業務委託契約書" in browser.text
    assert told(office).count("paper_claimed") == 1


@pytest.mark.shows("GM-27", "CF-01")
@pytest.mark.parametrize(("days", "is_kept"), [(30, True), (31, False)])
def test_keeping_works_on_day_thirty_and_on_day_thirty_one_the_sender_is_to_be_asked(
    site: Flask, office: Office, days: int, *, is_kept: bool
) -> None:
    sent = concludes(office)
    visitor = visits(site, office, sent)
    form = visitor.fields(KEEP)
    mailed_days_ago(office, sent, days)
    answer = visitor.client.post(KEEP, data=form)
    assert answer.status_code == (303 if is_kept else 409)
    assert ("送信者にリンクの再発行をご依頼ください" in answer.text) is not is_kept
    browser = Clerk(site)
    registers(browser, office)
    assert len(shelf(office)) == is_kept
    if not is_kept:
        assert "保管できる期間が終わった書類があります。" in browser.text
        assert BUTTON not in visitor.opens("/c/concluded").text


@pytest.mark.shows("GM-27")
def test_what_is_kept_stays_and_a_link_issued_anew_opens_what_was_too_late(
    browser_of_reader: Clerk, office: Office
) -> None:
    browser, kept, late = browser_of_reader, concludes(office, "基本契約書"), concludes(office, "覚書")
    mailed_days_ago(office, late, 31)
    registers(browser, office)
    mailed_days_ago(office, kept, 400)
    assert "基本契約書" in browser.opens(PAPERS).text
    assert "全1件" in browser.text
    office.link(late.parties[0], LinkPurpose.CONCLUDED, issue=2)
    registered_days_ago(office, 0)
    assert "全2件" in browser.opens(PAPERS).text


@pytest.mark.shows("IM-37")
def test_papers_behind_an_access_code_are_kept_only_from_their_own_page(site: Flask, office: Office) -> None:
    browser, sent = Clerk(site), concludes(office, plan=Plan(imprint=False, code=CODE))
    registers(browser, office)
    assert shelf(office) == []
    assert "業務委託契約書" not in browser.text
    assert "アクセスコードなどの確認がある書類です。" in browser.text
    visitor = visits(site, office, sent)
    assert visitor.client.post(KEEP, data={"visit": "x"}).status_code in {400, 409}
    visitor.sends("/c/access-code", code=CODE)
    visitor.sends(KEEP)
    assert "業務委託契約書" in browser.opens(PAPERS).text


@pytest.mark.shows("T20", "T03")
def test_who_is_signed_in_as_another_never_gets_the_paper(site: Flask, office: Office) -> None:
    visitor = visits(site, office, concludes(office))
    other = Clerk(site)
    registers(other, office, "other@example.com")
    found = other.client.get_cookie("warifu-reader")
    assert found is not None
    visitor.client.set_cookie("warifu-reader", found.value)
    visitor.sends(KEEP)
    assert "このアドレスのアカウントでログインすると、一覧に表示されます。" in visitor.text
    assert shelf(office) == []


def test_who_is_signed_in_as_the_party_has_it_at_once(site: Flask, office: Office) -> None:
    browser, sent = Clerk(site), concludes(office, plan=Plan(imprint=False, code=CODE))
    registers(browser, office)
    visitor = visits(site, office, sent)
    visitor.sends("/c/access-code", code=CODE)
    visitor.client.set_cookie("warifu-reader", browser.client.get_cookie("warifu-reader").value)  # type: ignore[union-attr]  # signed in just now
    visitor.sends(KEEP)
    assert "「業務委託契約書」を保管しました。" in visitor.text
    assert len(shelf(office)) == 1


@pytest.mark.shows("GM-41")
def test_switched_off_the_page_of_the_papers_offers_nothing(site: Flask, office: Office) -> None:
    visitor = visits(site, office, concludes(office))
    form = visitor.fields(KEEP)
    closes_accounts(office)
    assert BUTTON not in visitor.opens("/c/concluded").text
    assert visitor.client.post(KEEP, data=form).headers["Location"] == "/c/concluded"
    assert told(office).count("paper_claimed") == 0


@pytest.mark.shows("GM-40")
def test_an_organisation_that_is_not_the_host_of_accounts_offers_none(site: Flask, office: Office) -> None:
    visitor = visits(site, office, concludes(office))
    form = visitor.fields(KEEP)
    with office.opened.database.writing() as session:
        session.add(Organization(id=office.organization.id - 1, name="別の会社", created_at=now_of(session)))
    assert BUTTON not in visitor.opens("/c/concluded").text
    assert visitor.client.post(KEEP, data=form).headers["Location"] == "/c/concluded"
    assert "paper_claimed" not in told(office)


def test_accounts_go_on_when_no_new_ones_are_taken(browser_of_reader: Clerk, office: Office) -> None:
    registers(browser_of_reader, office)
    closes_accounts(office)
    concludes(office)
    browser_of_reader.sends("/account/sign-out")
    signs_in(browser_of_reader)
    assert "業務委託契約書" in browser_of_reader.text


def test_staffs_own_party_is_no_reader_of_the_archive(browser_of_reader: Clerk, office: Office) -> None:
    concludes(office, plan=Plan(imprint=False, own=True))
    registers(browser_of_reader, office)
    assert shelf(office) == []
