"""ホーム counts and lists what the person may see."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from contracts.roles import Role
from database.contract import Contract
from database.queries.home import month_began
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk, hired


def section(text: str, heading: str) -> str:
    """Return what follows `heading`, up to the next one."""
    return re.split(r"<h2>|</section>", text.split(f"<h2>{heading}</h2>")[1])[0]


def cells(row: str) -> list[str]:
    found = re.findall(r"<(?:td|th)\b[^>]*>(.*?)</(?:td|th)>", row, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s", "", one) for one in found]


def moved(office: Office, sent: Sent, at: datetime) -> None:
    change = update(Contract).where(Contract.public_id == sent.contract).values(submitted_at=at)
    with office.opened.database.writing() as session:
        session.execute(change)


@pytest.mark.shows("IM-12", "AD-25")
def test_each_count_is_that_of_the_list_it_opens(clerk: Clerk, office: Office) -> None:
    for number in range(3):
        office.sent(title=f"契約{number}")
    clerk.opens("/")
    figures = section(clerk.text, "署名ステータス")
    counted = re.findall(r'href="(/contracts\?stage=\w+)".*?>(\d+)件<', figures, re.DOTALL)
    assert len(counted) == 7
    assert ("/contracts?stage=awaiting_other", "3") in counted
    for path, count in counted:
        clerk.opens(path)
        expected = f"全{count}件" if count != "0" else "条件に合う契約はありません"
        assert expected in clerk.text, path


@pytest.mark.shows("IM-13", "CL-40")
def test_the_months_number_begins_at_midnight_in_japan_and_is_the_sum_of_its_parts(
    clerk: Clerk, office: Office
) -> None:
    began = month_began(datetime.now(UTC))  # noqa: TID251 -- the page reads the real clock
    moved(office, office.sent(title="今月の最初"), began)
    moved(office, office.sent(title="先月の最後"), began - timedelta(seconds=1))
    office.sent(title="今日")
    clerk.opens("/")
    month = section(clerk.text, "今月の送信数")
    assert re.search(r'class="month__total number">2<', month)
    assert sum(int(count) for count in re.findall(r"number\">(\d+)件", month)) == 2


@pytest.mark.shows("IM-13", "UX-05")
def test_the_month_in_japan_begins_nine_hours_before_that_of_the_server() -> None:
    last_hours = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
    assert month_began(last_hours).isoformat() == "2026-12-01T00:00:00+09:00"
    assert month_began(last_hours - timedelta(seconds=1)).isoformat() == "2026-11-01T00:00:00+09:00"


@pytest.mark.shows("IM-15")
def test_the_latest_requests_are_listed_with_their_five_columns(clerk: Clerk, office: Office) -> None:
    sent = office.sent(title="青葉台の契約")
    clerk.drafts("まだ送らない契約")
    clerk.opens("/")
    table = section(clerk.text, "署名リクエスト文書")
    rows = [cells(row) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)]
    at = office.contract(sent)
    day = (at.submitted_at + timedelta(hours=9)).strftime("%Y/%m/%d") if at.submitted_at else ""
    assert rows[0] == ["No.", "ステータス", "文書名", "日付", "相手先"]
    assert rows[1:] == [[at.number, "送信先署名待ち", "青葉台の契約", day, "佐藤一郎"]]
    assert f'href="/contracts/{sent.contract}"' in table


@pytest.mark.shows("MK-76")
def test_who_may_read_no_contract_sees_no_number_either(clerk: Clerk, office: Office) -> None:
    office.sent(title="見えない契約")
    hired(office, "system@sample.example", Role.SYSTEM)
    system = Clerk(clerk.site)
    system.signs_in("system@sample.example")
    assert system.path == "/"
    assert "見えない契約" not in system.text
    assert "今月の送信数" not in system.text


def test_a_new_office_is_told_the_three_steps(clerk: Clerk) -> None:
    clerk.opens("/")
    assert "最初の契約を送りましょう" in clerk.text
    assert "署名ステータス" not in clerk.text
