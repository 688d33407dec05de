"""承認依頼 and 承認結果: who is written to, and what it says."""

import pytest

from adapters.mail import MailRenderer
from contracts.acts import Approve, Origin, RouteStep
from contracts.letters import Fate, Letter, Outcome
from contracts.messages import EffectMessage, EffectRequest
from database.mailed import keep_delivery
from database.post_desk import PostDesk
from database.record import EffectRow
from tests.approval.staffed import ADMINISTRATOR, CHIEF, DEPUTY, MANAGER, Staffed
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk
from webapp.access.asking import new_key

SITE = "https://keiyaku.example.jp"


def letters(office: Office, sent: Sent, kind: str) -> dict[str, Letter]:
    """Return the letters of this kind that are owed, by the name of whom they are to."""
    with office.opened.database.reading() as session:
        rows = session.query(EffectRow).filter_by(contract_id=office.contract(sent).id, kind=kind).all()
    newest = max((row.sequence for row in rows), default=0)
    effects = [
        EffectMessage(newest, kind, row.recipient, row.round) for row in rows if row.sequence == newest
    ]
    desk = PostDesk(office.opened.database, SITE)
    found = [one for effect in effects for one in desk.letters(EffectRequest(sent.contract, 1, effect))]
    return {letter.to_name: letter for letter in found}


def text(letter: Letter) -> str:
    facts = {**letter.facts, "to_company": letter.to_company, "to_name": letter.to_name}
    return MailRenderer(SITE, "").render(letter.template, facts).text


@pytest.mark.shows("MK-46", "MK-48")
@pytest.mark.usefixtures("clerk")
def test_the_request_goes_to_whose_turn_it_is_and_to_their_delegate_and_the_result_to_the_owner(
    house: Staffed, office: Office
) -> None:
    house.routed(house.step("課長の承認", MANAGER), _raised(house))
    house.delegates(CHIEF, DEPUTY)
    case = house.submitted("業務委託契約書")
    asked = letters(office, case, "ask_approval")
    assert set(asked) == {"課長 一子"}
    assert "課長の承認" in text(asked["課長 一子"])
    approves(house, office, case, MANAGER)
    asked = letters(office, case, "ask_approval")
    assert set(asked) == {"部長 二郎", "代理 四朗"}
    assert "部長 二郎 様の代理として" in text(asked["代理 四朗"])
    act = Approve(new_key(), Origin(house.id(DEPUTY)), on_behalf=house.id(CHIEF), comment="確認しました")
    office.engine.ask(case.contract, act)
    assert letters(office, case, "ask_approval") == {}
    [result] = letters(office, case, "tell_approval").values()
    assert result.to == "legal@sample.example"
    for words in ("代理 四朗 様（部長 二郎 様の代理）", "確認しました", "■ 結果\n承認"):
        assert words in text(result)


def approves(house: Staffed, office: Office, sent: Sent, who: str) -> None:
    office.engine.ask(sent.contract, Approve(new_key(), Origin(house.id(who))))


def _raised(house: Staffed) -> RouteStep:
    return house.step("部長の承認", CHIEF, hours=24, seniors=[ADMINISTRATOR])


@pytest.mark.shows("MK-48")
def test_a_pulled_back_request_tells_those_who_got_it_that_nothing_is_to_be_done(
    clerk: Clerk, house: Staffed, office: Office
) -> None:
    house.routed(house.step("部長の承認", CHIEF), house.step("課長の承認", MANAGER))
    house.delegates(CHIEF, DEPUTY)
    case = house.submitted("業務委託契約書")
    request = letters(office, case, "ask_approval")["部長 二郎"]
    with office.opened.database.writing() as session:
        keep_delivery(session, office.contract(case), request, Outcome(Fate.SENT), "")
    page = f"/contracts/{case.contract}/pull-back"
    clerk.opens(page)
    clerk.sends(page, reason="金額を直します。")
    [told] = letters(office, case, "tell_pulled_back").values()
    assert (told.to, told.template) == (request.to, "approval_pulled_back")
    for words in ("法務 花子 様が取り戻しました", "操作は必要ありません", "金額を直します。"):
        assert words in text(told)


def test_a_contract_withdrawn_before_its_approval_tells_those_who_got_the_request(
    clerk: Clerk, house: Staffed, office: Office
) -> None:
    house.routed(house.step("部長の承認", CHIEF, MANAGER, rule="all"))
    case = house.submitted("業務委託契約書")
    request = letters(office, case, "ask_approval")["部長 二郎"]
    with office.opened.database.writing() as session:
        keep_delivery(session, office.contract(case), request, Outcome(Fate.SENT), "")
    page = f"/contracts/{case.contract}/withdrawal"
    clerk.opens(page)
    clerk.sends(page, reason="先方の都合により、取りやめます。")
    [told] = letters(office, case, "tell_pulled_back").values()
    assert (told.to, told.template) == (request.to, "approval_pulled_back")
    for words in ("法務 花子 様が取り下げました", "操作は必要ありません", "取りやめます。"):
        assert words in text(told)
    assert "取り戻" not in text(told)
