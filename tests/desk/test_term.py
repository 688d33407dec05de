"""What the desk shows of a concluded contract's term: in force, near its end, ended."""

from datetime import date, timedelta

import pytest
from flask import Flask

from contracts.acts import OpenTerm
from contracts.deadlines import ENGINE
from contracts.life import civil_day
from contracts.roles import Role
from database.contract import Contract
from database.engine import now_of
from tests.counterparty.office import Office, Sent
from tests.desk.cases import concluded, sent_by
from tests.desk.site import Clerk, hired


def day(office: Office, after: int) -> date:
    with office.opened.database.reading() as session:
        return civil_day(now_of(session)) + timedelta(days=after)


def in_term(clerk: Clerk, office: Office, days: int, title: str = "建物賃貸借契約書") -> Sent:
    """Conclude a contract that ends in so many days, and open its term as the engine does."""
    case = sent_by(clerk, office, title)
    end = day(office, days)
    with office.opened.database.writing() as session:
        session.query(Contract).filter_by(public_id=case.contract).one().ends_on = end
    concluded(office, case)
    office.engine.ask(case.contract, OpenTerm("opened", ENGINE, "", end.isoformat(), [90, 30]))
    return case


@pytest.mark.shows("MK-12", "MK-18")
def test_a_contract_near_its_end_says_how_many_days_are_left(clerk: Clerk, office: Office) -> None:
    case = in_term(clerk, office, 20)
    end = day(office, 20)
    clerk.opens(f"/contracts/{case.contract}")
    assert f"契約終了日まであと20日です（{end.year}年{end.month}月{end.day}日）" in clerk.text
    assert "契約期間中" in clerk.text
    assert "契約終了日が近づいたため、担当者と承認者に知らせました" in clerk.text


def test_on_its_last_day_a_contract_is_in_force_and_says_so(clerk: Clerk, office: Office) -> None:
    case = in_term(clerk, office, 0)
    clerk.opens(f"/contracts/{case.contract}")
    assert "契約終了日は本日です" in clerk.text
    assert "契約期間中" in clerk.text


@pytest.mark.shows("MK-12", "MK-14")
def test_the_day_after_its_end_a_contract_has_ended(clerk: Clerk, office: Office) -> None:
    case = in_term(clerk, office, -1)
    clerk.opens(f"/contracts/{case.contract}")
    assert "契約終了" in clerk.text
    assert "に終了しました" in clerk.text
    assert "契約終了日まで" not in clerk.text
    clerk.opens("/")
    assert "終了日が近い契約" not in clerk.text


@pytest.mark.shows("MK-18")
def test_the_home_page_lists_what_ends_soon_soonest_first_for_those_who_may_see_it(
    clerk: Clerk, office: Office, site: Flask
) -> None:
    in_term(clerk, office, 60, "二番目に終わる契約")
    in_term(clerk, office, 5, "最初に終わる契約")
    in_term(clerk, office, 400, "まだ終わらない契約")
    clerk.opens("/")
    listed = clerk.text.partition("終了日が近い契約")[2].partition("</table>")[0]
    assert listed.index("最初に終わる契約") < listed.index("二番目に終わる契約")
    assert "あと5日" in listed
    assert "まだ終わらない契約" not in listed
    hired(office, "system@sample.example", Role.SYSTEM)
    system = Clerk(site)
    system.signs_in("system@sample.example")
    assert "終わる契約" not in system.opens("/").text
