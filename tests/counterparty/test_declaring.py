"""The declaration of authority beside the last button, kept as evidence."""

import pytest

from contracts.acts import Agree
from contracts.authority import DECLARATION_VERSION
from database.party import Party
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor


@pytest.fixture
def declaring(office: Office, visitor: Visitor) -> Visitor:
    sent = office.sent(Plan(imprint=False))
    with office.opened.database.writing() as session:
        session.get_one(Party, sent.parties[0].id).declares = True
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/agreement/confirmation")
    return visitor


@pytest.mark.shows("CL-25", "CS-40", "LW-07")
def test_capacity_and_declaration_are_asked_for_and_go_with_the_agreement(
    office: Office, declaring: Visitor
) -> None:
    assert "締結する権限を有しているか" in declaring.text
    declaring.sends("/c/agreement", capacity="agent", declared="y")
    act = office.engine.acts(Agree)[-1]
    assert isinstance(act, Agree)
    assert (act.capacity, act.declaration) == ("agent", DECLARATION_VERSION)


@pytest.mark.parametrize(
    "given", [{}, {"capacity": "agent"}, {"declared": "y"}, {"capacity": "king", "declared": "y"}]
)
def test_without_it_the_question_is_asked_again_and_nothing_is_agreed(
    office: Office, declaring: Visitor, given: dict[str, str]
) -> None:
    assert declaring.sends("/c/agreement", **given).status_code == 422
    assert "よろしいですか？" in declaring.text
    assert office.engine.acts(Agree) == []
