import pytest

from contracts import acts
from contracts.acts import Origin
from contracts.authority import DECLARATION_VERSION, Capacity
from tests.counterparty.office import Office
from tests.desk.cases import sent_by
from tests.desk.site import Clerk
from webapp.access.asking import new_key


@pytest.mark.shows("LW-11")
def test_an_agreement_that_has_no_timestamp_yet_is_shown_as_such(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    party, contract = case.parties[0].public_id, office.contract(case)
    origin, page = Origin(party), f"/contracts/{case.contract}"
    office.engine.ask(case.contract, acts.AcceptTerms(new_key(), origin, party, 1, "2026-11"))
    shown = contract.sent_digest
    agreement = acts.Agree(
        new_key(),
        origin,
        party,
        1,
        shown,
        1,
        "i",
        "d",
        ["mail_link"],
        capacity=Capacity.PRINCIPAL,
        declaration=DECLARATION_VERSION,
    )
    clerk.opens(page)
    assert "タイムスタンプ未付与" not in clerk.text
    office.engine.ask(case.contract, agreement)
    clerk.opens(page)
    assert "タイムスタンプ未付与" in clerk.text
    office.seal(case, case.parties[0])
    clerk.opens(page)
    assert "タイムスタンプ未付与" not in clerk.text
