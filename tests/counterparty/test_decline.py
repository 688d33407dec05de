"""却下 on the counterparty's side."""

import pytest

from contracts.acts import Decline
from database.queries.preferences import set_preference
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from workflows.door import EngineUnavailable

REASON = "社内の方針が変わりました。"


@pytest.fixture
def asked(office: Office, visitor: Visitor) -> Visitor:
    visitor.enters(office.link(office.sent(Plan(), Plan(name="鈴木 花子")).parties[0]))
    visitor.opens("/c/decline")
    return visitor


@pytest.mark.shows("GM-39")
def test_the_way_to_decline_stands_beside_the_one_that_goes_on(office: Office, visitor: Visitor) -> None:
    visitor.enters(office.link(office.sent().parties[0]))
    assert 'href="/c/decline"' in visitor.text
    assert "却下する" in visitor.text


@pytest.mark.shows("CL-43", "GM-39")
def test_declining_names_the_document_and_the_end_and_then_ends_it(office: Office, asked: Visitor) -> None:
    asked.sends("/c/decline", reason=REASON)
    assert "すべての当事者について終わります" in asked.text
    assert "建物賃貸借契約書（更新）" in asked.text
    assert office.engine.acts(Decline) == []
    asked.sends("/c/decline", step="send")
    assert "この契約は却下されました" in asked.text
    act = office.engine.acts(Decline)[0]
    assert isinstance(act, Decline)
    assert act.reason == REASON


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_nothing_is_declined(office: Office, asked: Visitor, reason: str) -> None:
    assert asked.sends("/c/decline", reason=reason, step="send").status_code == 422
    assert "却下の理由を入力してください。" in asked.text
    assert office.engine.acts(Decline) == []


def test_going_back_and_an_engine_that_is_away_keep_what_was_typed(office: Office, asked: Visitor) -> None:
    asked.sends("/c/decline", reason=REASON)
    asked.sends("/c/decline", step="edit")
    assert REASON in asked.text
    asked.sends("/c/decline", reason=REASON)
    office.engine.silence = EngineUnavailable()
    assert asked.sends("/c/decline", step="send").status_code == 503
    assert REASON in asked.text


@pytest.mark.shows("CL-43")
def test_the_others_links_say_that_it_ended_and_never_who_or_why(office: Office, visitor: Visitor) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子"))
    other = office.link(sent.parties[1])
    visitor.enters(office.link(sent.parties[0]))
    visitor.opens("/c/decline")
    visitor.sends("/c/decline", reason=REASON)
    visitor.sends("/c/decline", step="send")
    seen = Visitor(visitor.site)
    seen.arrives(other)
    assert "この契約は却下されました" in seen.text
    assert REASON not in seen.text
    assert "佐藤" not in seen.text


@pytest.mark.shows("CF-07")
def test_what_the_sender_does_not_allow_is_neither_offered_nor_done(office: Office, visitor: Visitor) -> None:
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "allows_decline", value=False)
        set_preference(session, office.owner, "allows_send_back", value=False)
    visitor.enters(office.link(office.sent().parties[0]))
    assert "却下する" not in visitor.text
    assert "差し戻しする" not in visitor.text
    assert [visitor.opens(path).status_code for path in ("/c/decline", "/c/send-back")] == [404, 404]
