"""Choosing a 契約種別 proposes its parties; what somebody has typed stays."""

import pytest
from sqlalchemy import select

from database.contract import Contract
from database.drafting import faults_of
from database.queries.draft_parties import parties_of
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.desk.typing import begun, kept, kept_contract, of
from webapp.drafting import add_party


def roles(clerk: Clerk, page: str) -> list[object]:
    fields = clerk.fields(page)
    return [fields[f"party-{party}-role"] for party in clerk.parties()]


@pytest.mark.shows("AD-10", "IM-20", "IM-21")
def test_untouched_blocks_change_with_the_type_and_touched_ones_stay(clerk: Clerk) -> None:
    page = begun(clerk, contract_type="lease_guarantor", standing="broker")
    assert roles(clerk, page) == ["取引士", "借主", "連帯保証人", "貸主", "自社署名者"]
    assert "契約種別に合わせて当事者を用意しました。" in clerk.text
    lessee = clerk.parties()[1]
    clerk.sends(page, contract_type="lease", intent="save", **of(lessee, name="佐藤 一郎"))
    assert roles(clerk, page) == ["取引士", "借主", "貸主", "自社署名者"]
    assert clerk.parties()[1] == lessee
    clerk.sends(page, remove=clerk.parties()[0])
    clerk.sends(page, intent="save")
    assert roles(clerk, page) == ["借主", "貸主", "自社署名者"]


def test_nothing_is_proposed_beside_what_has_been_typed_until_it_is_asked_for(clerk: Clerk) -> None:
    page = begun(clerk)
    party = clerk.parties()[0]
    clerk.sends(page, contract_type="services", intent="save", **of(party, role="受託者", name="佐藤 一郎"))
    assert roles(clerk, page) == ["受託者"]
    clerk.sends(page, intent="propose")
    assert roles(clerk, page) == ["受託者", "委託者"]


@pytest.mark.shows("AD-15")
def test_a_guarantee_is_not_sent_without_its_limit(clerk: Clerk, office: Office) -> None:
    page = begun(clerk, contract_type="lease_guarantor")
    assert clerk.sends(page, intent="confirmation").status_code == 422
    assert "極度額を入力してください。" in clerk.text
    assert "民法第465条の2" in clerk.text
    clerk.sends(page, guarantee_limit="２，４００，０００円", intent="save")
    assert kept_contract(office).guarantee_limit == 2_400_000
    clerk.sends(page, intent="confirmation")
    assert "極度額を入力してください。" not in clerk.text


@pytest.mark.shows("IM-25")
def test_a_lease_names_a_lessee_and_may_do_without_a_lessor(clerk: Clerk) -> None:
    page = begun(clerk, title="賃貸借契約書", contract_type="lease", standing="broker")
    agent, lessee, *others = clerk.parties()
    for party in (agent, *others):
        clerk.opens(page)
        clerk.sends(page, remove=party)
    clerk.sends(
        page, intent="confirmation", **of(lessee, role="その他", name="佐藤 一郎", mail="sato@example.com")
    )
    assert "役割が「借主」の方に署名を依頼してください。" in clerk.text
    clerk.sends(page, intent="confirmation", **of(lessee, role="借主"))
    assert clerk.path == f"{page}/confirmation"


def test_an_agent_who_only_puts_a_name_gives_the_registration(clerk: Clerk, office: Office) -> None:
    page = begun(clerk, contract_type="lease", standing="broker")
    agent = clerk.parties()[0]
    assert kept(office, agent).names_only
    clerk.sends(page, intent="confirmation")
    assert "宅地建物取引士の登録番号を入力してください。" in clerk.text
    clerk.sends(page, intent="confirmation", **of(agent, registration="（東京）第123456号"))
    assert "宅地建物取引士の登録番号を入力してください。" not in clerk.text


@pytest.mark.shows("MK-98")
def test_thirty_parties_pass_and_the_next_is_refused_with_a_sentence(clerk: Clerk, office: Office) -> None:
    page = begun(clerk)
    more_parties(office, 29)
    assert "too_many_parties" not in fault_codes(office)
    clerk.opens(page)
    assert clerk.sends(page, add="party").status_code == 422
    assert "当事者は30名までです。" in clerk.text
    more_parties(office, 1)
    assert "too_many_parties" in fault_codes(office)


def more_parties(office: Office, count: int) -> None:
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract)).one()
        for _more in range(count):
            add_party(session, contract)


def fault_codes(office: Office) -> set[str]:
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract)).one()
        faults = faults_of(contract, parties_of(session, contract), has_document=True, may_text=True)
    return {fault.code for fault in faults}
