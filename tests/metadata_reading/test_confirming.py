"""What is read from a document waits for a person, who confirms, puts right or sets aside (MK-30)."""

import json
from datetime import date

import pytest
from sqlalchemy import select, update

from contracts.reading import ProposalState
from database.audit import AuditEvent
from database.contract import Contract
from database.metadata_change import MetadataChange
from database.queries.metadata_proposals import reading_of
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.lists.looking import does, titles
from tests.metadata_reading.reading import (
    answers,
    imported,
    is_read,
    kept,
    page_of,
    proposals,
    standing,
    words,
)


def told(office: Office, code: str) -> list[dict[str, object]]:
    query = select(AuditEvent.facts).where(AuditEvent.code == code).order_by(AuditEvent.sequence)
    with office.opened.database.reading() as session:
        return [json.loads(facts) for facts in session.scalars(query)]


@pytest.mark.shows("MK-30", "MK-31", "MK-33")
def test_what_was_read_is_shown_with_its_source_and_stands_once_it_is_confirmed(
    clerk: Clerk, office: Office
) -> None:
    contract = imported(clerk, office)
    assert titles(clerk, unconfirmed="yes") != []
    assert is_read(office) == 1
    assert is_read(office) == 0
    assert kept(office, contract).ends_on is None
    clerk.opens(page_of(contract))
    assert "1ページ" in words(clerk)
    assert "<mark>令和6年10月1日から 令和7年9月30日</mark>" in clerk.text
    assert "未確認" in words(clerk)
    assert answers(clerk, contract) == 200
    row = kept(office, contract)
    assert (row.agreed_on, row.starts_on, row.ends_on) == (
        date(2024, 9, 20),
        date(2024, 10, 1),
        date(2025, 9, 30),
    )
    assert (row.auto_renews, row.renews_for, row.notice_period) == (True, "1年", "3か月")
    assert (row.amount, row.amount_tax) == (1_200_000, "included")
    assert proposals(office, contract)["antisocial_clause"].state == ProposalState.ACCEPTED
    assert not standing(office, contract).unconfirmed
    assert titles(clerk, unconfirmed="yes") == []
    assert told(office, "metadata_proposals_answered")[-1]["dismissed"] == 0
    with office.opened.database.reading() as session:
        changed = select(MetadataChange.source).where(MetadataChange.item == "ends_on")
        assert session.scalars(changed).all() == ["reading"]


@pytest.mark.shows("MK-30", "MK-32")
def test_a_value_that_a_person_set_is_never_overwritten(clerk: Clerk, office: Office) -> None:
    contract = imported(clerk, office)
    is_read(office)
    clerk.opens(f"/contracts/{contract}/metadata")
    clerk.sends(f"/contracts/{contract}/metadata", ends_on="2030/3/31", reason="本人に確認")
    assert proposals(office, contract)["ends_on"].state == ProposalState.SUPERSEDED
    clerk.opens(page_of(contract))
    clerk.sends(page_of(contract))
    is_read(office)
    assert kept(office, contract).ends_on == date(2030, 3, 31)
    assert answers(clerk, contract) == 200
    assert kept(office, contract).ends_on == date(2030, 3, 31)


def test_a_value_put_right_is_kept_as_typed_and_what_is_wrong_is_told_beside_it(
    clerk: Clerk, office: Office
) -> None:
    contract = imported(clerk, office)
    is_read(office)
    row = proposals(office, contract)["ends_on"]
    assert answers(clerk, contract, **{f"value-{row.public_id}": "平成40年4月1日"}) == 422
    assert "平成40年4月1日" in clerk.text
    assert kept(office, contract).agreed_on is None
    assert answers(clerk, contract, **{f"value-{row.public_id}": "2020/1/1"}) == 422
    assert answers(clerk, contract, **{f"value-{row.public_id}": "R8.3.31"}) == 200
    assert kept(office, contract).ends_on == date(2026, 3, 31)
    assert proposals(office, contract)["ends_on"].state == ProposalState.CORRECTED


def test_what_is_set_aside_is_not_asked_again_and_a_value_changed_meanwhile_is_told(
    clerk: Clerk, office: Office
) -> None:
    contract = imported(clerk, office)
    is_read(office)
    rows = proposals(office, contract)
    clerk.opens(page_of(contract))
    change = update(Contract).where(Contract.public_id == contract).values(starts_on=date(2024, 1, 1))
    with office.opened.database.writing() as session:
        session.execute(change)
    path = f"{page_of(contract)}/answers"
    assert clerk.sends(path, **{f"verdict-{rows['agreed_on'].public_id}": "dismiss"}).status_code == 409
    assert "2024/01/01" in clerk.text
    assert clerk.sends(path, **{f"verdict-{rows['agreed_on'].public_id}": "dismiss"}).status_code == 200
    assert kept(office, contract).agreed_on is None
    clerk.sends(page_of(contract))
    is_read(office)
    assert proposals(office, contract)["agreed_on"].state == ProposalState.DISMISSED


@pytest.mark.shows("MK-33")
def test_one_press_confirms_what_is_highly_sure_and_leads_through_the_back_file(
    clerk: Clerk, office: Office
) -> None:
    first = imported(clerk, office)
    second = imported(clerk, office, "覚書", "画像のような文書です。", name="scan002.pdf")
    is_read(office)
    clerk.opens("/contracts/unconfirmed")
    assert clerk.path == page_of(first)
    clerk.sends(f"{page_of(first)}/answers", act="high")
    assert kept(office, first).ends_on == date(2025, 9, 30)
    assert kept(office, first).amount is None
    assert standing(office, first).unconfirmed
    assert clerk.path == page_of(second)
    clerk.sends(f"{page_of(second)}/answers", act="finish")
    assert not standing(office, second).unconfirmed
    assert clerk.path == page_of(first)
    clerk.sends(f"{page_of(first)}/answers", act="finish")
    assert (clerk.path, kept(office, first).amount) == ("/contracts", 1_200_000)


def test_ticked_contracts_are_read_and_a_reader_of_none_sees_no_page(clerk: Clerk, office: Office) -> None:
    contract = imported(clerk, office)
    is_read(office)
    titles(clerk)
    does(clerk, "/contracts/bulk/reading", contract)
    assert "文書からの読み取りを依頼した結果" in clerk.text
    assert is_read(office) == 1
    assert clerk.client.get("/contracts/00000000-0000-0000-0000-000000000000/reading").status_code == 404
    with office.opened.database.writing() as session:
        session.execute(update(Contract).values(confidential=True, owner_id=office.owner.id))
    assert clerk.client.get(page_of(contract)).status_code == 404
    assert clerk.client.get("/contracts/unconfirmed").location.endswith("/contracts?unconfirmed=yes")


def test_the_words_of_the_document_lie_sealed(clerk: Clerk, office: Office) -> None:
    contract = imported(clerk, office)
    is_read(office)
    row = kept(office, contract)
    with office.opened.database.reading() as session:
        reading = reading_of(session, row)
        assert reading is not None
        assert reading.sealed
        assert "有効期間".encode() not in reading.sealed
        assert reading.key_id


@pytest.mark.shows("MK-32")
def test_the_names_in_the_document_become_those_of_a_contract_concluded_elsewhere(
    clerk: Clerk, office: Office
) -> None:
    contract = imported(clerk, office)
    is_read(office)
    row = proposals(office, contract)["counterparties"]
    both = {f"value-{row.public_id}": "株式会社山田商事、合同会社さくら"}
    assert answers(clerk, contract, **both) == 200
    with office.opened.database.reading() as session:
        found = session.scalars(select(Contract).where(Contract.public_id == contract)).one()
        others = [party.company for party in found.parties if not party.own]
        assert (found.title, others) == ("業務委託契約書", ["株式会社山田商事", "合同会社さくら"])
    assert titles(clerk, counterparty="㈱山田商事") == ["業務委託契約書"]
    assert proposals(office, contract)["counterparties"].state == ProposalState.CORRECTED
