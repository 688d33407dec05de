"""送信の制限: rules of the organisation that every sending passes (MK-84)."""

import pytest
from sqlalchemy import select

from contracts.acts import Submit
from contracts.preferences import Preferences
from contracts.sending_rules import Recipient, asks_approval, may_be_reached, may_begin
from database.contract import Contract
from database.queries.preferences import set_preference
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.site import Clerk

ONLY = Preferences(sends_only_to_domains="example.co.jp example.jp")


@pytest.mark.parametrize(
    ("recipient", "claim_domains", "reached"),
    [
        (Recipient("sato@example.co.jp"), "", True),
        (Recipient("sato@EXAMPLE.JP"), "", True),
        (Recipient("sato@sub.example.jp"), "", False),
        (Recipient("sato@example.com"), "", False),
        (Recipient(""), "", False),
        (Recipient("", claims=True), "", False),
        (Recipient("", claims=True), "example.jp", True),
        (Recipient("", claims=True), "example.jp example.com", False),
    ],
)
def test_only_listed_domains_are_reached(recipient: Recipient, claim_domains: str, *, reached: bool) -> None:
    assert may_be_reached(ONLY, recipient, claim_domains) is reached
    assert may_be_reached(Preferences(), recipient, claim_domains)


def test_what_is_asked_first_follows_from_the_type_and_the_organisation() -> None:
    only = Preferences(sends_only_approved=True, sends_only_from_templates=True)
    assert asks_approval(only, type_asks=False)
    assert asks_approval(Preferences(), type_asks=True)
    assert not asks_approval(Preferences(), type_asks=False)
    assert (may_begin(only, from_template=False), may_begin(only, from_template=True)) == (False, True)
    assert may_begin(Preferences(), from_template=False)


def restrict(office: Office, **rules: object) -> None:
    with office.opened.database.writing() as session:
        for name, value in rules.items():
            set_preference(session, office.owner, name, value)


@pytest.mark.shows("MK-84")
def test_an_address_outside_the_listed_domains_is_refused_on_the_server_whatever_page_is_skipped(
    clerk: Clerk, office: Office
) -> None:
    draft = clerk.drafts()
    restrict(office, sends_only_to_domains="example.co.jp")
    clerk.sends(f"/drafts/{draft}/sending")
    assert office.engine.asked == []
    clerk.opens(f"/drafts/{draft}?missing=yes")
    assert "送信できる宛先は、example.co.jp だけです。" in clerk.text
    assert "このメールアドレスには送信できません。" in clerk.text
    clerk.sends(f"/drafts/{draft}", **{f"party-{clerk.parties()[0]}-mail": "sato@example.co.jp"})
    clerk.opens(f"/drafts/{draft}/confirmation")
    clerk.sends(f"/drafts/{draft}/sending")
    assert len(office.engine.asked) == 1


@pytest.mark.shows("MK-84")
def test_only_what_was_made_of_a_template_and_kept_its_files_is_sent(clerk: Clerk, office: Office) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/contracts/{draft}/template")
    with office.opened.database.reading() as session:
        [party] = session.scalars(select(Contract)).one().parties
    clerk.sends(f"/contracts/{draft}/template", name="賃貸", fixed=party.public_id)
    use = clerk.path
    restrict(office, sends_only_from_templates=True)
    clerk.opens(f"/drafts/{draft}?missing=yes")
    assert "テンプレートから作り直してください。" in clerk.text
    clerk.opens(use)
    clerk.sends(use)
    copy = clerk.path.split("/")[2]
    assert clerk.path == f"/drafts/{copy}/confirmation"
    clerk.opens(f"/drafts/{copy}/document")
    clerk.uploads(f"/drafts/{copy}/document", paper("差し替えた契約書"), "別.pdf", reason="金額の訂正")
    clerk.opens(f"/drafts/{copy}?missing=yes")
    assert "テンプレートから作り直してください。" in clerk.text


@pytest.mark.shows("MK-84")
def test_where_only_the_approved_is_sent_every_type_goes_through_the_approval(
    clerk: Clerk, office: Office
) -> None:
    restrict(office, sends_only_approved=True)
    draft = clerk.drafts(contract_type="lease")
    assert "どの契約も、社内の承認を受けてから送信されます。" in clerk.opens(f"/drafts/{draft}").text
    clerk.opens(f"/drafts/{draft}/confirmation")
    clerk.sends(f"/drafts/{draft}/sending")
    [submit] = office.engine.asked
    assert isinstance(submit, Submit)
    assert submit.needs_approval
