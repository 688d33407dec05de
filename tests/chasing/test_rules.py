"""署名再依頼 and 社外共有 go by the rules of a first sending (MK-76, MK-84)."""

import pytest

from contracts.acts import Origin
from contracts.changed_contact import Contact
from contracts.roles import Role
from contracts.sending_rules import DomainNotListed
from database.contacts import keep_contact
from database.party import Party
from tests.chasing.test_re_request import asks_again
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk, hired
from tests.types.test_sending_rules import restrict
from webapp.access.asking import new_key


@pytest.mark.shows("MK-84")
def test_nobody_is_asked_again_at_an_address_outside_the_listed_domains(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan())
    [party] = sent.parties
    restrict(office, sends_only_to_domains="example.com")
    assert asks_again(clerk, sent, party, mail="sato@elsewhere.example") == 422
    assert "送信できるドメインが決められています" in clerk.text
    with office.opened.database.writing() as session:
        row, contact = session.get_one(Party, party.id), Contact("sato@elsewhere.example", "")
        with pytest.raises(DomainNotListed):
            keep_contact(session, row, new_key(), contact, Origin("sender"))
    assert office.party(party).mail == "party1@example.com"
    assert asks_again(clerk, sent, party, mail="sato@example.com") == 200


@pytest.mark.shows("MK-76")
def test_a_colleague_without_the_right_to_sign_is_not_asked_in_place_of_our_signer(
    clerk: Clerk, office: Office
) -> None:
    sent = office.sent(Plan(), Plan(name="自社 太郎", own=True, mail="own@sample.example"))
    own = sent.parties[1]
    hired(office, "nosign@sample.example", Role.VIEWER)
    assert asks_again(clerk, sent, own, mail="nosign@sample.example") == 422
    assert "署名権限がありません" in clerk.text
    assert office.party(own).mail == "own@sample.example"
