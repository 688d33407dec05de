"""What a party sees of the others."""

import pytest

from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor

OTHERS = (
    Plan(name="鈴木 花子", role="保証人"),
    Plan(name="田中 次郎", role="貸主", order=2),
)


@pytest.mark.shows("NX-05", "T03")
def test_a_party_sees_role_and_step_of_the_others_and_nothing_else(office: Office, visitor: Visitor) -> None:
    sent = office.sent(Plan(), *OTHERS)
    visitor.enters(office.link(sent.parties[0]))
    assert "ほかの当事者の状況" in visitor.text
    assert "保証人" in visitor.text
    assert "同意済み 0／3名" in visitor.text
    for other in sent.parties[1:]:
        assert other.name not in visitor.text
        assert other.mail not in visitor.text


def test_with_one_other_party_nothing_is_counted(office: Office, visitor: Visitor) -> None:
    sent = office.sent(Plan(), OTHERS[1])
    visitor.enters(office.link(sent.parties[0]))
    assert "ほかの当事者の状況" not in visitor.text
