"""Names and addresses that mix look-alike letters are marked wherever staff decide on them (T36)."""

import pytest

from contracts import acts
from contracts.acts import Origin
from contracts.handing_over import Successor
from database.party import Party
from database.succession import keep_successor
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from tests.desk.test_places import accepts
from webapp.access.asking import new_key

SPOOFED = "sаto@example.com"
MARK = "紛らわしい文字を含みます"


@pytest.mark.shows("T36")
def test_a_draft_and_its_confirmation_mark_an_address_that_only_looks_like_one(clerk: Clerk) -> None:
    draft = clerk.drafts()
    path = f"/drafts/{draft}"
    assert MARK not in clerk.text
    clerk.opens(path)
    assert MARK not in clerk.text
    party = clerk.parties()[0]
    clerk.sends(path, intent="confirmation", **{f"party-{party}-company": "АBC商事"})
    assert clerk.path == f"{path}/confirmation"
    assert clerk.text.count(MARK) == 2
    clerk.opens(path)
    assert clerk.text.count(MARK) == 1
    assert "形の似た別の文字" in clerk.text


@pytest.mark.shows("T36")
def test_what_the_other_side_gave_is_marked_on_the_contract_and_before_asking_again(
    clerk: Clerk, office: Office
) -> None:
    sent = office.sent(Plan(may_hand_over=True), Plan(name="Hаnako Suzuki"))
    first, second = sent.parties
    clerk.opens(f"/contracts/{sent.contract}")
    assert clerk.text.count(MARK) == 1
    accepts(office, sent, first)
    given = Successor("", "田中 次郎", SPOOFED, "ja", "")
    with office.opened.database.writing() as session:
        holding = keep_successor(session, session.get_one(Party, first.id), 1, "k", given)
    origin = Origin(first.public_id)
    handed = acts.HandOver(new_key(), origin, first.public_id, 1, holding.id, holding.digest)
    office.engine.ask(sent.contract, handed)
    clerk.opens(f"/contracts/{sent.contract}")
    assert clerk.text.count(MARK) == 3
    path = f"/contracts/{sent.contract}/re-request"
    clerk.opens(f"{path}?party={second.public_id}")
    assert clerk.text.count(MARK) == 2
    clerk.sends(path)
    assert "署名を再依頼しますか" in clerk.text
    assert clerk.text.count(MARK) == 1
