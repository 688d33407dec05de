from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from contracts.acts import Agree, LockParty, SendBack
from contracts.authentication import Factor
from contracts.letters import LinkPurpose
from database.ledger import Ledger
from database.party_sessions import StepUp, count_code_try, give_try_back, step_up
from database.people import PartySession
from tests.counterparty.office import Office
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.site import Visitor
from tests.desk.cases import concluded
from workflows.door import EngineUnavailable

HINT = "生年月日8桁\n例：<b>19991231</b>"
GUARDED = (
    "/c/contract",
    "/c/contract/document.pdf",
    "/c/contract/pages/1.png",
    "/c/preview",
    "/c/preview/document.pdf",
    "/c/imprint",
    "/c/send-back",
    "/c/documents",
)


def _with_code() -> Plan:
    return Plan(code=CODE, hint=HINT)


@pytest.mark.shows("IM-37", "GM-11", "T68")
def test_without_the_code_no_byte_of_the_document_is_served_and_no_act_is_taken(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(_with_code())
    visitor.enters(office.link(sent.parties[0]))
    drawn = visitor.fields("/c/access-code")
    for path in GUARDED:
        answer = visitor.client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/c/access-code")
    for path in ("/c/contract/reading", "/c/send-back", "/c/imprint", "/c/agreement"):
        assert visitor.client.post(path, data={**drawn, "reason": "x", "step": "send"}).status_code == 409
    assert not office.engine.acts(Agree)
    assert not office.engine.acts(SendBack)


@pytest.mark.shows("IM-39")
def test_the_hint_is_shown_escaped_and_the_code_stands_in_no_page(office: Office, visitor: Visitor) -> None:
    visitor.enters(office.link(office.sent(_with_code()).parties[0]))
    assert visitor.at is not None
    assert "生年月日8桁\n例：&lt;b&gt;19991231&lt;/b&gt;" in visitor.at.text
    assert CODE not in visitor.at.text


def test_full_width_digits_of_a_japanese_keyboard_are_the_same_code(office: Office, visitor: Visitor) -> None:
    visitor.enters(office.link(office.sent(_with_code()).parties[0]))
    visitor.sends("/c/access-code", code="１９８５０５０５")
    assert "すべて見る" in visitor.text


@pytest.mark.shows("T19")
def test_the_right_code_steps_up_to_a_new_session_and_the_old_id_is_dead(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    visitor.enters(office.link(office.sent(_with_code()).parties[0]))
    before = visitor.client.get_cookie("warifu-party")
    visitor.sends("/c/access-code", code=CODE)
    after = visitor.client.get_cookie("warifu-party")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    thief = site.test_client()
    thief.set_cookie("warifu-party", before.value)
    assert thief.get("/c/contract/document.pdf").status_code == 401


@pytest.mark.shows("T15", "CL-08")
def test_the_fifth_wrong_code_locks_tells_the_engine_and_a_new_link_does_not_unlock(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(_with_code())
    visitor.enters(office.link(sent.parties[0]))
    for left in (4, 3, 2, 1):
        assert visitor.sends("/c/access-code", code="00000000").status_code == 422
        assert f"あと{left}回" in visitor.text
    drawn = visitor.fields("/c/access-code")
    assert visitor.sends("/c/access-code", code="00000000").status_code == 409
    assert "ロックしました" in visitor.text
    assert len(office.engine.acts(LockParty)) == 1
    assert visitor.client.post("/c/access-code", data={**drawn, "code": CODE}).status_code == 409
    visitor.arrives(office.link(sent.parties[0], issue=2))
    assert "ロックしました" in visitor.text


@pytest.mark.shows("T15")
def test_of_many_tries_at_once_no_more_than_five_are_compared(office: Office, site: Flask) -> None:
    sent = office.sent(_with_code())
    visitors = [Visitor(site) for _ in range(10)]
    for at, visitor in enumerate(visitors):
        visitor.enters(office.link(sent.parties[0], issue=at + 1))

    def tries(visitor: Visitor) -> int:
        return visitor.sends("/c/access-code", code="00000000").status_code

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(tries, visitors))
    assert answers.count(422) == 4
    assert answers.count(409) == 6
    assert office.party(sent.parties[0]).code_tries == 5
    assert office.party(sent.parties[0]).progress == "locked"


@pytest.mark.shows("T15")
def test_the_code_locks_even_while_the_engine_is_away_and_it_is_told_later(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(_with_code())
    visitor.enters(office.link(sent.parties[0]))
    for _ in range(4):
        visitor.sends("/c/access-code", code="00000000")
    drawn = {**visitor.fields("/c/access-code"), "code": "00000000"}
    office.engine.silence = EngineUnavailable()
    assert visitor.client.post("/c/access-code", data=drawn).status_code == 409
    assert not visitor.client.get("/c/contract/document.pdf").data.startswith(b"%PDF")
    office.engine.silence = None
    assert visitor.client.post("/c/access-code", data={**drawn, "code": CODE}).status_code == 409
    assert office.party(sent.parties[0]).progress == "locked"


@pytest.mark.shows("T15")
def test_what_the_worker_tells_at_its_start_is_the_same_act_as_the_page_told(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(_with_code())
    visitor.enters(office.link(sent.parties[0]))
    ledger = Ledger(office.opened.database)
    for _ in range(4):
        visitor.sends("/c/access-code", code="00000000")
    assert ledger.untold_locks() == []
    office.engine.silence = EngineUnavailable()
    visitor.sends("/c/access-code", code="00000000")
    office.engine.silence = None
    [(contract, act)] = ledger.untold_locks()
    assert contract == sent.contract
    assert act.key == office.engine.acts(LockParty)[0].key
    office.engine.ask(contract, act)
    assert office.party(sent.parties[0]).progress == "locked"
    assert ledger.untold_locks() == []


@pytest.mark.shows("T15")
def test_an_earlier_right_try_gives_no_tries_back_once_the_last_was_wrong(
    office: Office, visitor: Visitor
) -> None:
    """Four are counted and the fourth is right, but the fifth was wrong before it was answered."""
    sent = office.sent(_with_code())
    visitor.enters(office.link(sent.parties[0]))
    party = office.party(sent.parties[0])
    with office.opened.database.writing() as session:
        tries = [count_code_try(session, party) for _ in range(5)]
        visit = session.query(PartySession).one()
        give_try_back(session, party, 4)
        assert step_up(session, visit, party, StepUp(Factor.ACCESS_CODE, "d" * 64, complete=True))
    assert tries == [1, 2, 3, 4, 5]
    assert office.party(party).code_tries == 5
    assert "ロックしました" in visitor.arrives(office.link(party, issue=2)).text


def test_the_fifth_try_may_still_be_the_right_one(office: Office, visitor: Visitor) -> None:
    sent = office.sent(_with_code())
    visitor.enters(office.link(sent.parties[0]))
    for _ in range(4):
        visitor.sends("/c/access-code", code="00000000")
    visitor.sends("/c/access-code", code=CODE)
    assert "すべて見る" in visitor.text
    assert office.party(sent.parties[0]).code_tries == 0


@pytest.mark.shows("T15")
def test_five_wrong_codes_on_a_concluded_contract_lock_without_the_engine(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(_with_code())
    party = sent.parties[0]
    concluded(office, sent, authenticated=["mail_link", "access_code"])
    visitor.enters(office.link(party, LinkPurpose.CONCLUDED))
    for _ in range(5):
        visitor.sends("/c/access-code", code="00000000")
    assert "ロックしました" in visitor.text
    assert not office.engine.acts(LockParty)
    assert Ledger(office.opened.database).untold_locks() == []
