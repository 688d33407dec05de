"""取引年月日, 金額 and 相手方 find a contract: alone, by spans, together, and where there is none."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from contracts.stage import Stage
from contracts.tax_keys import traded_on
from database.contract import Contract
from database.party import Party
from database.searchable import make_searchable
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor, create_site
from tests.desk.site import Clerk
from tests.searching.test_page import looks, sent

APRIL, MARCH = date(2025, 4, 1), date(2025, 3, 31)


@dataclass(frozen=True)
class Deal:
    title: str
    day: date | None
    amount: int | None
    company: str = "株式会社青葉"
    currency: str = "JPY"
    amount_state: str = ""


DEALS = (
    Deal("年度末", MARCH, 1_000_000),
    Deal("年度初め", APRIL, 1_000_000, "みどり商店"),
    Deal("高額", APRIL, 5_000_000),
    Deal("金額なし", APRIL, None, amount_state="none"),
    Deal("金額未入力", MARCH, None, "みどり商店"),
    Deal("日付なし", None, 3_000_000, "みどり商店"),
    Deal("ドル建て", APRIL, 500_000, currency="USD"),
)


@pytest.fixture
def deals(office: Office) -> None:
    for deal in DEALS:
        sent(office, deal.title, deal.company)
        with office.opened.database.writing() as session:
            row = session.scalars(select(Contract).where(Contract.title == deal.title)).one()
            row.agreed_on, row.amount, row.currency = deal.day, deal.amount, deal.currency
            row.amount_state = deal.amount_state or ("unknown" if deal.amount is None else "stated")
            make_searchable(session, row)


@pytest.mark.shows("LW-17")
@pytest.mark.parametrize(
    ("agreed_on", "concluded_at", "day"),
    [
        (MARCH, datetime(2025, 4, 2, tzinfo=UTC), MARCH),
        (None, datetime(2025, 3, 31, 14, 59, tzinfo=UTC), MARCH),
        (None, datetime(2025, 3, 31, 15, 0, tzinfo=UTC), APRIL),
        (MARCH, None, MARCH),
        (None, None, None),
    ],
)
def test_the_day_of_the_transaction_is_what_the_document_names_else_the_conclusion_in_japan(
    agreed_on: date | None, concluded_at: datetime | None, day: date | None
) -> None:
    assert traded_on(agreed_on, concluded_at) == day


@pytest.mark.shows("LW-17")
def test_a_conclusion_gives_a_document_that_names_no_day_its_own(clerk: Clerk, office: Office) -> None:
    contract = office.sent(Plan(imprint=False), title="締結される契約")
    signer = Visitor(create_site(office))
    signer.enters(office.link(contract.parties[0]))
    for path in ("/c/contract/reading", "/c/agreement/confirmation", "/c/agreement"):
        signer.sends(path)
    office.seal(contract, contract.parties[0])
    office.conclude(contract)
    with office.opened.database.reading() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == contract.contract)).one()
        assert row.concluded_at is not None
        assert row.traded_on == traded_on(None, row.concluded_at)
        day = f"{row.traded_on:%Y/%m/%d}"
    assert looks(clerk, traded_from=day, traded_to=day) == ["締結される契約"]


@pytest.mark.shows("LW-18", "MK-87")
@pytest.mark.usefixtures("deals")
def test_each_key_alone_finds_exactly_its_own(clerk: Clerk) -> None:
    assert set(looks(clerk, traded_from="2025-03-31", traded_to="2025-03-31")) == {"年度末", "金額未入力"}
    assert set(looks(clerk, amount_from="100万円", amount_to="1,000,000")) == {"年度末", "年度初め"}
    assert set(looks(clerk, counterparty="みどり")) == {"年度初め", "金額未入力", "日付なし"}


@pytest.mark.shows("LW-19", "MK-86")
@pytest.mark.usefixtures("deals")
def test_spans_include_both_ends_and_may_be_open(clerk: Clerk) -> None:
    april = {"年度初め", "高額", "金額なし", "ドル建て"}
    assert set(looks(clerk, traded_from="令和7年4月1日")) == april
    assert set(looks(clerk, traded_to="2025/3/31")) == {"年度末", "金額未入力"}
    assert set(looks(clerk, traded_from="2024-04-01", traded_to="2026-03-31")) == april | {
        "年度末",
        "金額未入力",
    }
    assert set(looks(clerk, amount_from="3000000")) == {"高額", "日付なし"}
    assert set(looks(clerk, amount_to="300万円")) == {"年度末", "年度初め", "日付なし"}
    assert looks(clerk, amount_from="USD 5,000", amount_to="$5,000") == ["ドル建て"]


@pytest.mark.shows("LW-20", "SR-17", "MK-87")
@pytest.mark.usefixtures("deals")
def test_keys_are_combined_by_twos_and_all_three(clerk: Clerk) -> None:
    day = {"traded_from": "2025-04-01", "traded_to": "2025-04-30"}
    amount = {"amount_from": "100万円", "amount_to": "200万円"}
    company = {"counterparty": "みどり"}
    assert looks(clerk, **day, **company) == ["年度初め"]
    assert looks(clerk, **day, **amount) == ["年度初め"]
    assert looks(clerk, **amount, **company) == ["年度初め"]
    assert looks(clerk, **day, **amount, **company) == ["年度初め"]
    assert looks(clerk, **day, **amount, counterparty="青葉") == []


@pytest.mark.shows("LW-21", "SR-18", "MK-87")
@pytest.mark.usefixtures("deals")
def test_what_has_no_value_is_found_and_what_the_law_misses_is_told_from_what_has_none(
    clerk: Clerk, office: Office
) -> None:
    assert set(looks(clerk, lacking="amount")) == {"金額なし", "金額未入力"}
    assert looks(clerk, lacking="traded_on") == ["日付なし"]
    assert set(looks(clerk, lacking="tax_key")) == {"金額未入力", "日付なし"}
    assert len(looks(clerk, lacking="ends_on")) == len(looks(clerk, lacking="starts_on")) == len(DEALS)
    assert looks(clerk, lacking="counterparty") == []
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.title == "高額")).one()
        for party in session.scalars(select(Party).where(Party.contract_id == row.id)):
            party.own = True
    assert looks(clerk, lacking="counterparty") == ["高額"]
    assert set(looks(clerk, lacking="tax_key")) == {"金額未入力", "日付なし", "高額"}


@pytest.mark.shows("MK-86")
def test_the_start_and_the_life_narrow_too(clerk: Clerk, office: Office) -> None:
    for title, starts_on, stage in (
        ("始まった契約", date(2026, 4, 1), Stage.CONCLUDED),
        ("これからの契約", date(2027, 4, 1), Stage.CONCLUDED),
        ("署名待ちの契約", date(2026, 4, 1), Stage.AWAITING_OTHER),
    ):
        sent(office, title)
        with office.opened.database.writing() as session:
            row = session.scalars(select(Contract).where(Contract.title == title)).one()
            row.starts_on, row.stage, row.life = starts_on, stage, "in_force"
    assert looks(clerk, starts_from="2027-01-01") == ["これからの契約"]
    assert set(looks(clerk, starts_to="2026-04-01")) == {"始まった契約", "署名待ちの契約"}
    assert set(looks(clerk, life="in_force")) == {"始まった契約", "これからの契約"}
    assert looks(clerk, life="ended") == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"amount_from": "たくさん"}, "金額を読み取れません。"),
        (
            {"amount_from": "200万円", "amount_to": "100万円"},
            "「この金額から」より小さいか、",
        ),
        ({"amount_from": "USD 1", "amount_to": "100万円"}, "「この金額から」より小さいか、"),
        ({"traded_from": "2025-02-30"}, "日付を読み取れません。"),
        ({"starts_from": "2025-05-01", "starts_to": "2025-04-01"}, "「この日から」より前の日です。"),
    ],
)
def test_a_limit_that_means_nothing_is_shown_again_with_what_is_wrong(
    clerk: Clerk, query: dict[str, str], told: str
) -> None:
    assert looks(clerk, **query) == []
    assert clerk.at is not None
    assert clerk.at.status_code == 422
    assert told in clerk.text
    assert '<details class="fold" open>' in clerk.text


@pytest.mark.usefixtures("deals")
def test_what_is_sought_stands_above_the_list_and_is_taken_off_one_by_one(clerk: Clerk) -> None:
    looks(clerk, amount_from="100万円", lacking="ends_on", traded_to="令和8年3月31日")
    for label, value in (
        ("金額", "1,000,000～"),
        ("未入力の項目", "契約終了日"),
        ("取引年月日", "～2026/03/31"),
    ):
        chip = clerk.text.partition(f'<span class="chip__label">{label}</span>')[2]
        assert value in chip.partition("</a>")[0]
    assert (
        "amount_from" not in clerk.text.partition('<span class="chip__label">金額')[0].rpartition("href=")[2]
    )
