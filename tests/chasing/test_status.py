"""署名ステータス: every word of a party and of a contract is reached (IM-75, MK-71)."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select

from contracts import acts
from contracts.acts import Origin
from contracts.handing_over import Successor
from contracts.party_status import Known, PartyStatus, status_of
from contracts.reasons import JST
from contracts.stage import Progress, Stage
from database.party import Party
from database.record import ContractEvent
from database.succession import keep_successor
from tests.contracts.cases import MANAGER, Case, party, sent_to
from tests.counterparty.office import Office
from tests.counterparty.planning import CODE, Plan
from tests.desk.site import Clerk
from tests.desk.test_places import accepts, agrees
from tests.lists.looking import stands
from webapp.texts.stages import PARTY_STATES, STAGES


def approved(kind: type[acts.RejectApproval] | None = None) -> Case:
    case = Case()
    case.does(replace(case.submission(party("a")), needs_approval=True))
    if kind:
        case.does(kind(case.key(), MANAGER, "予算の外です"))
    return case


def with_own_signer() -> Case:
    return sent_to(replace(party("own"), own=True), party("b", 2))


def declined() -> Case:
    case = sent_to(party("a"))
    case.does(case.acceptance("a"), case.decline("a"))
    return case


def lapsed() -> Case:
    case = sent_to(party("a"), link_days=1)
    case.days_pass(2)
    case.does(case.expiry())
    return case


def signed() -> Case:
    case = sent_to(party("a"))
    case.sign("a")
    return case


def finished() -> Case:
    case = signed()
    case.does(case.conclusion(), case.certificates())
    return case


def confirmed_by_sender() -> Case:
    case = Case()
    case.does(replace(case.submission(party("a")), confirms=True))
    case.does(case.preparation())
    case.sign("a")
    return case


def withdrawn() -> Case:
    case = sent_to(party("a"))
    case.does(case.withdrawal())
    return case


def sent_back() -> Case:
    case = sent_to(party("a"))
    case.does(case.acceptance("a"), case.send_back("a"))
    return case


REACHED: list[tuple[str, Callable[[], Case], Stage, str]] = [
    ("送付なし", Case, Stage.DRAFT, "下書き"),
    ("自社承認待ち", approved, Stage.AWAITING_APPROVAL, "社内承認待ち"),
    ("承認却下", lambda: approved(acts.RejectApproval), Stage.APPROVAL_REJECTED, "承認却下"),
    ("自社署名待ち", with_own_signer, Stage.AWAITING_OWN, "自社署名待ち"),
    ("送信先署名待ち", lambda: sent_to(party("a")), Stage.AWAITING_OTHER, "送信先署名待ち"),
    ("署名期限切れ", lapsed, Stage.EXPIRED, "期限切れ"),
    ("取り下げ（相手が削除/解約）", withdrawn, Stage.CANCELLED, "取り下げ"),
    ("差し戻し", sent_back, Stage.SENT_BACK, "差し戻し"),
    ("署名辞退", declined, Stage.DECLINED, "却下"),
    ("署名完了（タイムスタンプ未付与）", signed, Stage.SEALING, "締結処理中"),
    ("署名完了", finished, Stage.CONCLUDED, "締結済み"),
    ("要確認", confirmed_by_sender, Stage.AWAITING_CONFIRMATION, "要確認"),
]


@pytest.mark.shows("MK-71")
@pytest.mark.parametrize(("elsewhere", "made", "stage", "label"), REACHED, ids=[one[0] for one in REACHED])
def test_every_status_of_a_contract_is_reached(
    elsewhere: str, made: Callable[[], Case], stage: Stage, label: str
) -> None:
    assert made().state.stage is stage, elsewhere
    assert str(STAGES[stage][0]) == label


@pytest.mark.shows("MK-71")
def test_the_list_says_each_of_them_in_its_column(clerk: Clerk, office: Office) -> None:
    sent = office.sent()
    told = {}
    for _elsewhere, _made, stage, _label in REACHED:
        stands(office, sent, stage=stage)
        cell = clerk.opens("/contracts?columns=stage").text.partition('data-label="状態"')[2]
        told[stage] = re.sub(r"<[^>]+>", "", cell.partition(">")[2].partition("</td>")[0]).strip()
    assert told == {stage: label for _elsewhere, _made, stage, label in REACHED}
    assert set(told) | {Stage.IMPORTED} == set(Stage)


WORDS = [
    (Known(Progress.NOT_ASKED, Stage.AWAITING_OTHER), "未送信"),
    (Known(Progress.ASKED, Stage.AWAITING_OTHER), "送信済み（未開封）"),
    (Known(Progress.ASKED, Stage.AWAITING_OTHER, undelivered=True), "不達"),
    (Known(Progress.OPENED, Stage.AWAITING_OTHER), "開封済み"),
    (Known(Progress.OPENED, Stage.AWAITING_OTHER, asks_factors=True), "開封済み"),
    (Known(Progress.OPENED, Stage.AWAITING_OTHER, asks_factors=True, authenticated=True), "認証済み"),
    (Known(Progress.OPENED, Stage.AWAITING_OTHER, owes_documents=True), "書類提出待ち"),
    (Known(Progress.LOCKED, Stage.AWAITING_OTHER, asks_factors=True), "アクセスコード停止中"),
    (Known(Progress.AGREED, Stage.AWAITING_OTHER, undelivered=True), "同意済み"),
    (Known(Progress.SIGNED, Stage.EXPIRED), "署名済み"),
    (Known(Progress.SENT_BACK, Stage.SENT_BACK), "差し戻し"),
    (Known(Progress.DECLINED, Stage.DECLINED), "辞退"),
    (Known(Progress.OPENED, Stage.EXPIRED), "期限切れ"),
    (Known(Progress.SHARED_LATER, Stage.AWAITING_OTHER), "共有のみ"),
]


@pytest.mark.shows("IM-75")
@pytest.mark.parametrize(("known", "word"), WORDS, ids=[word for _, word in WORDS])
def test_each_way_a_party_can_stand_has_its_word(known: Known, word: str) -> None:
    assert str(PARTY_STATES[status_of(known)][0]) == word


def test_every_status_of_a_party_is_in_the_table() -> None:
    assert {status_of(known) for known, _ in WORDS} == set(PartyStatus)


def history(clerk: Clerk, contract: str) -> list[str]:
    clerk.opens(f"/contracts/{contract}")
    table = clerk.text.partition("当事者ごとの署名ステータス")[2].partition("</table>")[0]
    return table.split("<tr>")[2:]


@pytest.mark.shows("IM-75")
def test_the_history_tells_each_party_apart_with_times_of_japan(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子", code=CODE), Plan(name="田中 誠", order=2))
    agrees(office, sent, sent.parties[0])
    accepts(office, sent, sent.parties[1])
    first, second, third = history(clerk, sent.contract)
    assert "同意済み" in first
    with office.opened.database.reading() as session:
        query = select(ContractEvent.at).where(ContractEvent.kind == "agreement_recorded")
        at = datetime.fromisoformat(session.scalars(query).one()).astimezone(JST)
    assert f"{at:%Y/%m/%d %H:%M}" in first.partition("署名日時")[2]
    assert len(re.findall(r"\d{4}/\d\d/\d\d \d\d:\d\d", first)) == len(("送信", "開封", "署名"))
    assert "開封済み" in second
    assert "認証 " not in second
    assert third.count("未送信") == 2


def test_whoever_handed_over_stands_below_as_passed_on(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(may_hand_over=True))
    accepts(office, sent, sent.parties[0])
    hands_over(office, sent.contract, sent.parties[0])
    now, before = history(clerk, sent.contract)
    assert ("田中 次郎" in now, "送信済み" in now) == (True, True)
    assert ("佐藤 一郎" in before, "転送済み" in before) == (True, True)


def hands_over(office: Office, contract: str, asked: Party) -> None:
    successor = Successor("", "田中 次郎", "jiro@midori.example.jp", "ja", "")
    with office.opened.database.writing() as session:
        holding = keep_successor(session, session.get_one(Party, asked.id), 1, "k", successor)
    name = asked.public_id
    office.engine.ask(contract, acts.HandOver("a" * 32, Origin(name), name, 1, holding.id, holding.digest))
