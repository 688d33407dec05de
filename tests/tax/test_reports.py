"""電帳法's reports: what lacks a key, what was stamped late, what was put right or taken away."""

import csv
import io
from datetime import date, datetime, timedelta

import jpholiday
import pytest
from sqlalchemy import select, update

from contracts.fiscal_year import fiscal_year, fiscal_years
from contracts.metadata import Source
from contracts.stamp_term import StampTerm, business_days_taken, last_day_to_stamp
from database.changing_metadata import Why, change_metadata
from database.contract import Contract
from database.office import Preference
from database.people import User
from database.queries import stamp_terms
from database.record import ContractEvent
from tests import databases
from tests.access.house import House
from tests.desk.site import Clerk
from tests.tax.conftest import ADMINISTRATOR
from tests.tax.shelf import Shelf
from webapp.compliance import late_stamps
from webapp.compliance.late_stamps import Timing


def is_open(day: date) -> bool:
    return day.weekday() < 5 and not jpholiday.is_holiday(day)


def rows_of(clerk: Clerk, path: str) -> list[dict[str, str]]:
    answer = clerk.client.get(path)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


@pytest.mark.shows("LW-28")
@pytest.mark.parametrize(
    ("given", "term", "last"),
    [
        (date(2026, 4, 1), StampTerm(), date(2026, 4, 10)),
        (date(2026, 4, 28), StampTerm(), date(2026, 5, 13)),
        (date(2025, 12, 31), StampTerm(7, 2), date(2026, 3, 10)),
        (date(2026, 5, 2), StampTerm(1), date(2026, 5, 7)),
    ],
)
def test_the_last_day_leaves_out_the_day_itself_weekends_and_holidays(
    given: date, term: StampTerm, last: date
) -> None:
    assert last_day_to_stamp(given, term, is_open) == last


@pytest.mark.parametrize(
    ("given", "days_off", "last"),
    [
        (date(2025, 12, 26), 0, date(2026, 1, 7)),
        (date(2025, 12, 26), 6, date(2026, 1, 14)),
        (date(2024, 2, 21), 0, date(2024, 3, 4)),
        (date(2026, 9, 18), 0, date(2026, 10, 2)),
    ],
)
def test_new_year_the_leap_day_and_a_bridged_holiday_are_counted_as_the_calendar_has_them(
    given: date, days_off: int, last: date
) -> None:
    """31 December is no 祝日: it is a day off where the company says so."""
    new_year = {date(2025, 12, 29) + timedelta(days=n) for n in range(days_off)}
    assert last_day_to_stamp(given, StampTerm(), lambda day: is_open(day) and day not in new_year) == last


def test_business_days_are_counted_from_the_day_after() -> None:
    assert business_days_taken(date(2026, 5, 1), date(2026, 5, 7), is_open) == 1
    assert business_days_taken(date(2026, 5, 1), date(2026, 5, 1), is_open) == 0


@pytest.mark.parametrize(
    ("day", "closes", "year"),
    [
        (date(2026, 3, 31), 3, (date(2025, 4, 1), date(2026, 3, 31))),
        (date(2026, 4, 1), 3, (date(2026, 4, 1), date(2027, 3, 31))),
        (date(2024, 2, 29), 2, (date(2023, 3, 1), date(2024, 2, 29))),
        (date(2026, 1, 1), 0, (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_a_fiscal_year_ends_with_its_closing_month(day: date, closes: int, year: tuple[date, date]) -> None:
    assert fiscal_year(day, closes) == year
    assert fiscal_years(day, closes, 3)[0] == year


@pytest.mark.shows("LW-28")
def test_a_stamp_that_came_late_is_told_and_one_in_time_is_not(
    house: House, shelf: Shelf, auditor: Clerk
) -> None:
    agreed = _agreed_earlier(house, shelf.first.contract, days=40)
    span = f"from={agreed - timedelta(days=1)}&to={agreed + timedelta(days=60)}"
    page = auditor.opens(f"/late-stamps?{span}").text
    assert page.count(f'href="/contracts/{shelf.first.contract}"') == 1
    assert f"/contracts/{shelf.bare.contract}" not in page
    rows = {row["文書ID"]: row for row in rows_of(auditor, f"/late-stamps.csv?{span}")}
    late, in_time = rows[shelf.first.contract], rows[shelf.bare.contract]
    assert (late["結果"], in_time["結果"]) == ("期限後に付与", "期限内")
    assert late["授受日"] == agreed.isoformat()
    assert int(late["営業日数"]) > 7
    assert {row["文書ID"] for row in rows_of(auditor, f"/late-stamps.csv?{span}&kept_as=scan")} == {
        shelf.last.contract
    }
    assert len(Timing) == 5


@pytest.mark.usefixtures("shelf")
def test_no_record_of_the_period_is_missing_however_many_there_are(
    auditor: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {row["文書ID"] for row in rows_of(auditor, "/late-stamps.csv")}
    monkeypatch.setattr(stamp_terms, "AT_ONCE", 1)
    monkeypatch.setattr(late_stamps, "MOST", 2)
    assert {row["文書ID"] for row in rows_of(auditor, "/late-stamps.csv")} == whole
    assert len(whole) == 4
    assert "2件までを調べました" in auditor.opens("/late-stamps").text


def test_the_organisations_own_term_and_days_off_count(house: House, shelf: Shelf, auditor: Clerk) -> None:
    agreed = _agreed_earlier(house, shelf.first.contract, days=40)
    span = f"from={agreed}&to={agreed}"
    assert rows_of(auditor, f"/late-stamps.csv?{span}")[0]["結果"] == "期限後に付与"
    with house.office.opened.database.writing() as session:
        user = session.scalars(select(User)).first()
        assert user is not None
        session.add(
            Preference(
                organization_id=user.organization_id,
                name="stamp_months",
                value="2",
                changed_by_id=user.id,
                changed_at=datetime.fromisoformat("2026-01-01T00:00:00+00:00"),
            )
        )
    assert rows_of(auditor, f"/late-stamps.csv?{span}")[0]["結果"] == "期限内"


@pytest.mark.shows("LW-17")
def test_records_without_a_key_are_listed_until_somebody_fills_it_in(
    house: House, shelf: Shelf, legal: Clerk
) -> None:
    assert f"/contracts/{shelf.bare.contract}/metadata" in legal.opens("/contracts/unfilled").text
    assert shelf.first.contract not in legal.text
    assert shelf.last.contract not in legal.text, "an amount that is said not to exist is no omission"
    _change(house, shelf.bare.contract, {"amount": "none"}, "")
    assert "未入力の文書はありません" in legal.opens("/contracts/unfilled").text


@pytest.mark.usefixtures("administrator")
def test_the_history_of_a_period_says_what_became_of_what_by_whom_and_why(
    house: House, shelf: Shelf, auditor: Clerk
) -> None:
    _change(house, shelf.first.contract, {"ends_on": "2030-03-31", "memo": "=1+1"}, "押し間違い")
    rows = [row for row in rows_of(auditor, "/corrections.csv") if row["文書ID"] == shelf.first.contract]
    assert [(row["項目"], row["変更後"], row["理由"]) for row in rows] == [
        ("特記事項（社内用のメモ）", "'=1+1", "押し間違い"),
        ("契約終了日", "2030/03/31", "押し間違い"),
    ]
    assert "押し間違い" in auditor.opens("/corrections").text
    assert (
        "この期間の訂正・削除はありません" in auditor.opens("/corrections?from=2001/1/1&to=2001/12/31").text
    )


@pytest.mark.usefixtures("administrator")
def test_confidential_is_in_no_report_of_who_may_not_read_it(
    house: House, shelf: Shelf, auditor: Clerk
) -> None:
    _change(house, shelf.secret.contract, {"ends_on": "2030-03-31"}, "秘密の理由")
    for path in ("/corrections.csv", "/late-stamps.csv"):
        assert shelf.secret.contract not in auditor.client.get(path).text
    assert shelf.secret.contract not in auditor.opens("/contracts/unfilled").text


def test_days_that_cannot_be_read_are_told_and_nothing_is_listed(auditor: Clerk) -> None:
    for path in ("/late-stamps", "/corrections"):
        answer = auditor.client.get(f"{path}?from=いつか")
        assert answer.status_code == 422
        assert "日付として読み取れません" in answer.text


def _change(house: House, public_id: str, values: dict[str, str], reason: str) -> None:
    with house.office.opened.database.writing() as session:
        user = session.scalars(select(User).where(User.mail == ADMINISTRATOR)).first()
        row = session.scalars(select(Contract).where(Contract.public_id == public_id)).one()
        change_metadata(session, row, values, Why(user, Source.PERSON, reason))


def _agreed_earlier(house: House, public_id: str, days: int) -> date:
    """Let the agreement have been recorded so many days before its stamp, and return that day."""
    with house.office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == public_id)).one()
        assert row.submitted_at is not None
        assert row.concluded_at is not None
        at = row.concluded_at - timedelta(days=days)
        row.submitted_at = at - timedelta(days=1)
        databases.unguard(session, "contract_event")
        events = ContractEvent.contract_id == row.id, ContractEvent.kind == "agreement_recorded"
        session.execute(update(ContractEvent).where(*events).values(at=at.isoformat()))
        return (at + timedelta(hours=9)).date()
