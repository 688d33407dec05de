import pytest

from contracts.acts import SendBack
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor
from workflows.door import EngineUnavailable, NotKnownYet

REASON = "第3条の賃料が違います。\n12万円に直してください。"


@pytest.fixture
def asked(office: Office, visitor: Visitor) -> Visitor:
    visitor.enters(office.link(office.sent().parties[0]))
    visitor.opens("/c/send-back")
    return visitor


@pytest.mark.shows("CS-17")
@pytest.mark.parametrize("reason", ["", "   ", "\n　\t"])
def test_a_reason_that_says_nothing_is_refused(office: Office, asked: Visitor, reason: str) -> None:
    assert asked.sends("/c/send-back", reason=reason, step="send").status_code == 422
    assert "差し戻し理由を入力してください。" in asked.text
    assert office.engine.acts(SendBack) == []


@pytest.mark.shows("CS-16", "CS-18")
def test_a_send_back_is_shown_once_more_and_then_reaches_the_sender(office: Office, asked: Visitor) -> None:
    asked.sends("/c/send-back", reason=REASON)
    assert "差し戻しますか" in asked.text
    assert office.engine.acts(SendBack) == []
    asked.sends("/c/send-back", step="send")
    assert "送信者が修正中です" in asked.text
    act = office.engine.acts(SendBack)[0]
    assert isinstance(act, SendBack)
    assert act.reason.replace("\r\n", "\n") == REASON


def test_going_back_from_the_question_keeps_what_was_typed(asked: Visitor) -> None:
    asked.sends("/c/send-back", reason=REASON)
    asked.sends("/c/send-back", step="edit")
    assert REASON in asked.text


def test_while_the_engine_is_away_the_typed_reason_is_kept(office: Office, asked: Visitor) -> None:
    asked.sends("/c/send-back", reason=REASON)
    office.engine.silence = EngineUnavailable()
    assert asked.sends("/c/send-back", step="send").status_code == 503
    assert REASON in asked.text
    assert "この操作は行われていません" in asked.text


@pytest.mark.shows("T66")
def test_an_answer_that_is_out_is_asked_for_again_with_the_same_key(office: Office, asked: Visitor) -> None:
    asked.sends("/c/send-back", reason=REASON)
    office.engine.silence = NotKnownYet()
    assert asked.sends("/c/send-back", step="send").status_code == 202
    assert "処理中です" in asked.text
    office.engine.silence = None
    asked.sends("/c/send-back")
    keys = {act.key for act in office.engine.acts(SendBack)}
    assert (len(office.engine.acts(SendBack)), len(keys)) == (2, 1)
    assert "送信者が修正中です" in asked.text
