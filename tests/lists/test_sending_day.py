"""送信日 is when the first request went out: not while an approval is waited for, and not a later round's."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from database.contract import Contract
from database.record import ContractEvent
from database.usage import usage_of
from tests.counterparty.office import Office, Sent
from tests.desk.cases import sent_by
from tests.desk.site import Clerk
from tests.lists.looking import days_ago, stands, titles

TITLE = "清掃業務委託契約書"


def first_request(office: Office, sent: Sent) -> datetime:
    query = (
        select(ContractEvent.at)
        .join(Contract, Contract.id == ContractEvent.contract_id)
        .where(Contract.public_id == sent.contract, ContractEvent.kind == "party_invited")
    )
    with office.opened.database.reading() as session:
        return datetime.fromisoformat(session.scalars(query.order_by(ContractEvent.sequence)).all()[0])


def shown_day(clerk: Clerk) -> str:
    clerk.opens("/contracts?columns=submitted_at")
    cell = clerk.text.partition('data-label="送信日"')[2].partition("</td>")[0]
    return cell.partition("<span>")[2].partition("<")[0].strip()


@pytest.mark.shows("IM-72")
def test_what_waits_for_an_approval_has_no_day_of_sending_and_then_that_of_its_first_request(
    clerk: Clerk, approver: Clerk, office: Office
) -> None:
    today = f"{days_ago(office, 0):%Y-%m-%d}"
    case = sent_by(clerk, office, TITLE, "services")
    assert office.contract(case).submitted_at is None
    assert shown_day(clerk) == "—"
    assert titles(clerk, sent_to=today) == []
    assert "—" in clerk.opens("/").text.partition("署名リクエスト文書")[2]
    with office.opened.database.reading() as session:
        assert usage_of(session, office.organization.id)["most_sendings"].used == 1
    approver.opens(f"/contracts/{case.contract}")
    approver.sends(f"/contracts/{case.contract}/approval")
    office.prepare(case)
    asked = first_request(office, case)
    assert office.contract(case).submitted_at == asked
    assert shown_day(clerk) == f"{asked + timedelta(hours=9):%Y/%m/%d}"
    assert titles(clerk, sent_to=f"{days_ago(office, -1):%Y-%m-%d}") == [TITLE]


def test_a_contract_that_waited_before_this_release_gets_the_day_too(
    clerk: Clerk, approver: Clerk, office: Office
) -> None:
    case = sent_by(clerk, office, TITLE, "services")
    stands(office, case, submitted_at=days_ago(office, 9))
    approver.opens(f"/contracts/{case.contract}")
    approver.sends(f"/contracts/{case.contract}/approval")
    office.prepare(case)
    assert office.contract(case).submitted_at == first_request(office, case)
