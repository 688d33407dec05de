"""One person proposes, another approves; the pages say what goes, what stays, and why."""

import re

import pytest
from sqlalchemy import select, text, update

from contracts.roles import Right, Role
from database.audit import AuditEvent
from database.contract import Contract
from database.disposal import Disposal, DisposalItem
from database.folders import UserRight
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.site import PASSWORD, Clerk, hired
from tests.disposal.shelf import REASON, Pair, carried_out, over, proposed, stone

PAGE = "/disposals"


def proposes(clerk: Clerk, *contracts: str, reason: str = REASON) -> str:
    clerk.opens(PAGE)
    data = {**clerk.fields(f"{PAGE}/choice"), "contract": list(contracts)}
    clerk.at = clerk.client.post(f"{PAGE}/choice", data=data)
    typed = {**clerk.fields(PAGE), "contract": list(contracts), "reason": reason, "confirmed": "y"}
    clerk.at = clerk.client.post(PAGE, data=typed, follow_redirects=True)
    return clerk.path.rpartition("/")[2]


def approves(clerk: Clerk, key: str, *contracts: str, password: str = PASSWORD) -> None:
    clerk.opens(f"{PAGE}/{key}/approval")
    path = f"{PAGE}/{key}/approval"
    data = {**clerk.fields(path), "contract": list(contracts), "password": password, "confirmed": "y"}
    clerk.at = clerk.client.post(path, data=data, follow_redirects=True)


@pytest.mark.shows("LW-27")
def test_one_proposes_another_approves_and_a_tombstone_stays(
    office: Office, first: Clerk, second: Clerk
) -> None:
    sent = over(office, Plan(name="緑川 光", company="株式会社みどり灯", kind="corporate_informal"))
    key = proposes(first, sent.contract)
    assert "別の人の承認を待っています" in first.text
    assert [one.subject for one in office.engine.notices][-1:] == [key]
    assert first.client.get(f"{PAGE}/{key}/approval").status_code == 303
    approves(second, key, sent.contract)
    assert office.engine.disposals == [key]
    assert "廃棄しています" in second.text
    carried_out(office, key)
    found = second.opens(f"/contracts/{sent.contract}")
    assert found.status_code == 410
    for told in ("株式会社みどり灯", "建物賃貸借契約書（平成）", REASON, "2015"):
        assert told in second.text
    assert "緑川" not in second.text
    assert "建物賃貸借契約書（平成）" in second.opens(f"{PAGE}/tombstones").text


def test_nobody_approves_what_they_proposed_by_a_forged_form_either(office: Office, first: Clerk) -> None:
    sent = over(office)
    key = proposes(first, sent.contract)
    token = first.fields("/sign-out") if 'action="/sign-out"' in first.text else {}
    data = {**token, "contract": [sent.contract], "password": PASSWORD, "confirmed": "y"}
    first.at = first.client.post(f"{PAGE}/{key}/approval", data=data, follow_redirects=True)
    assert "ご自身が提案した廃棄は承認できません" in first.text
    assert office.engine.disposals == []


def test_a_wrong_password_or_no_tick_approves_nothing(office: Office, first: Clerk, second: Clerk) -> None:
    sent = over(office)
    key = proposes(first, sent.contract)
    approves(second, key, sent.contract, password="himitsu0000")  # noqa: S106 -- a wrong one
    assert "パスワードが正しくありません" in second.text
    assert office.engine.disposals == []


def test_what_is_left_out_stays_and_says_why(office: Office, first: Clerk, second: Clerk) -> None:
    one, two = over(office), over(office)
    key = proposes(first, one.contract, two.contract)
    approves(second, key, one.contract)
    carried_out(office, key)
    assert stone(office, one) is not None
    assert office.contract(two).stage == "concluded"
    assert "承認する人が外しました" in second.opens(f"{PAGE}/{key}").text


def test_a_rejected_proposal_leaves_everything_and_may_be_made_again(
    office: Office, first: Clerk, second: Clerk
) -> None:
    sent = over(office)
    key = proposes(first, sent.contract)
    second.opens(f"{PAGE}/{key}/rejection")
    second.sends(f"{PAGE}/{key}/rejection", reason="まだ使います")
    assert "まだ使います" in second.text
    assert proposes(first, sent.contract) != key


def test_a_proposal_lapses_after_thirty_days(office: Office, persons: Pair, second: Clerk) -> None:
    sent = over(office)
    key = proposed(office, persons.first, sent)
    with office.opened.database.writing() as session:
        drop = "DROP TRIGGER disposal_sealed"
        session.execute(text(drop if session.get_bind().dialect.name == "sqlite" else f"{drop} ON disposal"))
        session.execute(update(Disposal).values(proposed_at=office.hours_from_now(-24 * 31)))
    assert "期限切れ" in second.opens(f"{PAGE}/{key}").text
    assert second.client.get(f"{PAGE}/{key}/approval").status_code == 303
    assert proposed(office, persons.second, sent)


def test_confidential_contracts_are_for_those_who_may_read_them(
    office: Office, first: Clerk, second: Clerk, persons: Pair
) -> None:
    secret, plain = over(office, title="役員の覚書", secret=True), over(office)
    assert "役員の覚書" not in first.opens(PAGE).text
    with office.opened.database.writing() as session:
        right = Right.READ_CONFIDENTIAL
        session.add(UserRight(organization_id=office.organization.id, user_id=persons.first.id, right=right))
    assert "役員の覚書" in first.opens(PAGE).text
    key = proposes(first, secret.contract, plain.contract)
    assert "役員の覚書" not in second.opens(f"{PAGE}/{key}").text
    assert "1件" in second.opens(PAGE).text
    approves(second, key, secret.contract, plain.contract)
    carried_out(office, key)
    assert office.contract(secret).stage == "concluded"
    assert stone(office, plain) is not None


def test_others_find_neither_page_nor_tombstone(site: object, office: Office, persons: Pair) -> None:
    hired(office, "legal@sample.example", Role.LEGAL)
    clerk = Clerk(site)  # type: ignore[arg-type]  # the fixture's own
    clerk.comes_in("legal@sample.example")
    sent = over(office)
    key = proposed(office, persons.first, sent)
    for path in (PAGE, f"{PAGE}/{key}", f"{PAGE}/tombstones"):
        assert clerk.client.get(path).status_code == 404


def test_all_hits_are_proposed_by_one_press(office: Office, first: Clerk) -> None:
    one, two = over(office, title="甲の契約書"), over(office, title="乙の契約書")
    first.opens(f"{PAGE}?q=甲")
    assert "乙の契約書" not in first.text
    first.sends(f"{PAGE}/choice", all="1")
    assert re.findall(r'name="contract" value="([^"]+)"', first.text) == [one.contract]
    first.opens(PAGE)
    first.sends(f"{PAGE}/choice", all="1")
    named = re.findall(r'name="contract" value="([^"]+)"', first.text)
    assert set(named) == {one.contract, two.contract}


def test_a_form_sent_twice_proposes_once(office: Office, first: Clerk) -> None:
    sent = over(office)
    first.opens(PAGE)
    data = {**first.fields(f"{PAGE}/choice"), "contract": [sent.contract]}
    first.at = first.client.post(f"{PAGE}/choice", data=data)
    typed = {**first.fields(PAGE), "contract": [sent.contract], "reason": REASON, "confirmed": "y"}
    places = {first.client.post(PAGE, data=typed).location for _ in range(2)}
    assert len(places) == 1
    with office.opened.database.reading() as session:
        assert len(session.scalars(select(DisposalItem)).all()) == 1
        told = select(AuditEvent).where(AuditEvent.code == "disposal_proposed")
        assert len(session.scalars(told).all()) == 1
    first.opens("/audit")
    assert re.search(r"契約の廃棄を提案しました\s*（1件）", re.sub(r"<[^>]+>", "", first.text))


def test_a_reason_that_is_missing_loses_nothing_that_was_chosen(office: Office, first: Clerk) -> None:
    sent = over(office)
    proposes(first, sent.contract, reason="")
    assert "理由を入力してください。" in first.text
    assert sent.contract in first.text


def test_what_is_not_over_cannot_be_proposed(office: Office, first: Clerk) -> None:
    sent, other = over(office), over(office)
    with office.opened.database.writing() as session:
        named = update(Contract).where(Contract.public_id == sent.contract)
        session.execute(named.values(ends_on=office.hours_from_now(0).date()))
    first.opens(PAGE)
    data = {**first.fields(f"{PAGE}/choice"), "contract": [sent.contract]}
    assert sent.contract not in first.text
    assert other.contract in first.text
    assert first.client.post(f"{PAGE}/choice", data=data).status_code == 422
