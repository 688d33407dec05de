"""まとめて再依頼: a result for each contract, once for each party, a page at a time (IM-73)."""

import re

import pytest
from sqlalchemy import select

from contracts import acts
from contracts.roles import Role
from database.audit import AuditEvent
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk, hired
from tests.desk.test_places import agrees
from webapp.access.asking import new_key
from webapp.chasing import runs
from workflows.door import EngineUnavailable, NotKnownYet


def ticks(clerk: Clerk, *contracts: str) -> str:
    """Tick these contracts and return the address of the page that asks."""
    clerk.opens("/re-requests")
    clerk.sends("/re-requests", contract=list(contracts))
    return clerk.path


@pytest.mark.shows("IM-73")
def test_the_list_shows_the_days_since_the_request_and_each_row_gets_its_result(
    clerk: Clerk, office: Office
) -> None:
    waiting, done, stopped = (office.sent(Plan(), title=f"契約{at}") for at in "ABC")
    agrees(office, done, done.parties[0])
    clerk.opens("/re-requests")
    assert "契約A" in clerk.text
    assert "契約B" not in clerk.text
    assert "0日" in clerk.text
    page = ticks(clerk, waiting.contract, done.contract, stopped.contract)
    assert office.engine.acts(acts.Reissue) == []
    office.engine.ask(stopped.contract, acts.Withdraw(new_key(), acts.Origin("x"), "やめます"))
    clerk.sends(page)
    table = clerk.text.partition("</caption>")[2].partition("</table>")[0]
    first, second, third = table.split("<tr>")[2:]
    assert "1名に再依頼しました" in first
    assert "署名を待っている方がいません" in second
    assert "署名を待っている方がいません" in third
    with office.opened.database.reading() as session:
        codes = session.scalars(select(AuditEvent.code)).all()
    assert codes.count("bulk_request_confirmed") == 1


def test_a_page_pressed_twice_asks_each_party_once(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子"))
    page = ticks(clerk, sent.contract)
    form = clerk.fields(page)
    office.engine.silence = NotKnownYet()
    clerk.client.post(page, data=form)
    clerk.opens(page)
    assert "結果がまだわかりません" in clerk.text
    office.engine.silence = None
    for _ in range(2):
        clerk.client.post(page, data=form)
    asked = {act.key for act in office.engine.acts(acts.Reissue)}
    assert len(asked) == len(sent.parties)
    clerk.opens(page)
    assert "2名に再依頼しました" in clerk.text


def test_without_the_engine_the_rows_wait_for_the_next_press(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan())
    page = ticks(clerk, sent.contract)
    office.engine.silence = EngineUnavailable()
    clerk.sends(page)
    assert "続ける" in clerk.text
    office.engine.silence = None
    clerk.sends(page)
    assert "1名に再依頼しました" in clerk.text


def test_what_takes_long_is_gone_on_with_by_another_press(
    clerk: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "PATIENCE_SECONDS", -1.0)
    page = ticks(clerk, *(office.sent(Plan()).contract for _ in range(2)))
    clerk.sends(page)
    assert "1件まで終わりました（全2件）" in clerk.text
    clerk.sends(page)
    assert "2件の処理が終わりました" in clerk.text


def test_nobody_else_sees_the_page_and_no_more_than_one_page_is_taken(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan())
    page = ticks(clerk, sent.contract)
    hired(office, "other@sample.example", Role.LEGAL)
    other = Clerk(clerk.site)
    other.signs_in("other@sample.example")
    assert other.opens(page).status_code == 404
    clerk.opens("/re-requests")
    clerk.sends("/re-requests", contract=[str(number) for number in range(101)])
    assert "100件まで" in clerk.text


@pytest.mark.shows("IM-73")
def test_the_list_is_sorted_by_whoever_waits_longest_or_by_name_and_cut_to_a_size(
    clerk: Clerk, office: Office
) -> None:
    last, first = (
        office.sent(Plan("ワタナベ 次郎"), title="契約甲"),
        office.sent(Plan("アイザワ 一"), title="契約乙"),
    )
    rows = {"asked": [last, first], "others": [first, last]}
    for order, expected in rows.items():
        clerk.opens(f"/re-requests?order={order}&size=20")
        assert re.findall(r'name="contract" value="([^"]+)"', clerk.text) == [
            one.contract for one in expected
        ]
    assert 'aria-current="true">20件' in clerk.text
    assert "data-ticks" in clerk.text
    assert clerk.opens("/re-requests?order=none&size=7").status_code == 200
