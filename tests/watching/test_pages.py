"""The pages about deadlines, as a clerk and an administrator open them."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy import select

from contracts.life import civil_day
from contracts.roles import Role
from database.deadline_reminders import MOST_OF_A_CONTRACT
from database.engine import now_of
from database.people import User
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk, hired
from tests.watching.living import audited, living, looks
from webapp.texts.dates import table_date

OCTETS_OF_A_LINE = 75
"""RFC 5545, 3.1: longer lines are folded, counted in octets."""


def in_days(office: Office, days: int) -> date:
    with office.opened.database.reading() as session:
        return civil_day(now_of(session)) + timedelta(days=days)


def section(clerk: Clerk, day: date) -> str:
    return clerk.text.partition(f"{day.year}年{day.month}月</h2>")[2].partition("</section>")[0]


@pytest.mark.shows("MK-17")
def test_the_calendar_lists_the_half_year_by_month_with_links_to_the_narrowed_list(
    clerk: Clerk, office: Office
) -> None:
    soon, later = in_days(office, 3), in_days(office, 100)
    living(office, "すぐ終わる契約", soon)
    living(office, "後の契約", in_days(office, 400), later)
    living(office, "終わった契約", in_days(office, 5), life="ended")
    living(office, "遠い契約", in_days(office, 300))
    clerk.opens("/deadlines")
    assert "すぐ終わる契約" in section(clerk, soon)
    assert "後の契約" in section(clerk, later)
    assert f"notice_from={later.replace(day=1)}" in section(clerk, later)
    assert "終わった契約" not in clerk.text
    assert "遠い契約" not in clerk.text
    clerk.opens("/deadlines?kind=ends")
    assert "後の契約" not in clerk.text
    answer = clerk.client.get("/deadlines/notices?from=2026-12-01")
    assert answer.location == "/contracts?notice_from=2026-12-01&notice_to=2027-05-31"


@pytest.mark.shows("MK-23")
def test_the_csv_has_every_deadline_and_what_the_person_may_not_see_is_in_none(
    office: Office, chief: Clerk
) -> None:
    living(office, "=秘密の契約", in_days(office, 30), in_days(office, 10))
    living(office, "親展の契約", in_days(office, 30), confidential=True)
    rows = chief.opens("/deadlines.csv").data.decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert "'=秘密の契約" in rows[1]
    assert table_date(in_days(office, 10)) in rows[1]
    assert "親展" not in chief.opens("/deadlines").text
    assert [one["count"] for one in audited(office, "deadlines_downloaded")] == [2]


def test_without_a_deadline_the_calendar_says_what_to_do(clerk: Clerk) -> None:
    assert "これから半年に来る期限はありません" in clerk.opens("/deadlines").text


def issued(person: Clerk, telling: str = "title") -> str:
    person.opens("/own-settings/calendar")
    person.sends("/own-settings/calendar", telling=telling)
    return "/calendar/" + person.text.partition("/calendar/")[2].partition("<")[0].strip()


@pytest.mark.shows("MK-23")
def test_the_feed_is_a_calendar_that_its_standard_reads_with_stable_entries_and_alarms(
    chief: Clerk, office: Office, whole: Flask
) -> None:
    contract = living(office, "保守、契約\r\nSUMMARY:x", in_days(office, 30), in_days(office, 10))
    living(office, "親展の契約", in_days(office, 30), confidential=True)
    answer = whole.test_client().get(issued(chief))
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    events = {str(one["UID"]): one for one in calendar.walk("VEVENT")}
    assert set(events) == {f"{contract}.notice@warifu", f"{contract}.ends@warifu"}
    event = events[f"{contract}.notice@warifu"]
    assert isinstance(event, Event)
    assert event.start == in_days(office, 10)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert "更新拒絶期限：保守、契約" in str(event["SUMMARY"])
    assert [str(one["ACTION"]) for one in event.walk("VALARM")] == ["DISPLAY"]
    assert calendar.errors == []
    assert max(map(len, answer.data.split(b"\r\n"))) <= OCTETS_OF_A_LINE
    assert event.end == in_days(office, 11)
    assert re.search(rb"\r\nDTSTAMP:\d{8}T\d{6}Z\r\n", answer.data)
    assert "METHOD" not in calendar
    assert b"\r\nSUMMARY:x" not in answer.data
    assert "佐藤".encode() not in answer.data
    assert "みどり商店".encode() not in answer.data


@pytest.mark.shows("MK-23")
def test_a_feed_tells_as_much_as_was_chosen_and_dies_when_it_is_revoked_or_its_person_leaves(
    chief: Clerk, clerk: Clerk, office: Office, whole: Flask
) -> None:
    contract = living(office, "保守契約", in_days(office, 30), number="2026-000777")
    nobody = whole.test_client()
    feeds = {telling: issued(chief, telling) for telling in ("number", "day")}
    assert b"2026-000777" in nobody.get(feeds["number"]).data
    assert "保守契約".encode() not in nobody.get(feeds["number"]).data
    told = nobody.get(feeds["day"]).data
    assert b"2026-000777" not in told
    assert f"/contracts/{contract}".encode() not in told
    chief.opens("/own-settings/calendar")
    assert feeds["day"].removeprefix("/calendar/") not in chief.text
    revocation = chief.text.partition('action="/own-settings/calendar/')[2].partition('"')[0]
    chief.sends(f"/own-settings/calendar/{revocation}")
    assert nobody.get(feeds["number"]).status_code == 404
    assert nobody.get(feeds["day"]).status_code == 200
    own = issued(clerk)
    with office.opened.database.writing() as session:
        session.scalars(select(User).where(User.mail == LEGAL)).one().disabled_at = now_of(session)
    assert nobody.get(own).status_code == 404
    assert nobody.get("/calendar/" + "x" * 43 + ".ics").status_code == 404
    assert len(audited(office, "calendar_feed_issued")) == 3
    assert len(audited(office, "calendar_feed_revoked")) == 1


def test_who_asks_a_feed_too_often_is_told_when_to_come_again(whole: Flask) -> None:
    nobody = whole.test_client()
    answers = [nobody.get("/calendar/" + "x" * 43 + ".ics") for _ in range(12)]
    assert {one.status_code for one in answers[:10]} == {404}
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.shows("MK-18")
def test_from_its_day_a_reminder_shows_on_the_first_page_and_on_the_contract_to_whoever_may_see_it(
    clerk: Clerk, office: Office, site: Flask
) -> None:
    near = living(office, "近い契約", in_days(office, 20), owner=LEGAL)
    far = living(office, "遠い契約", in_days(office, 300), owner=LEGAL)
    for contract in (near, far):
        page = f"/contracts/{contract}/deadline-reminders"
        clerk.opens(page)
        clerk.sends(page, anchor="ends_on", period="1か月", by_mail=None)
    listed = clerk.opens("/").text.partition("リマインドを設定した期限")[2].partition("</table>")[0]
    assert "近い契約" in listed
    assert "遠い契約" not in listed
    assert "契約終了日の1か月前のリマインドです" in clerk.opens(f"/contracts/{near}").text
    assert "1か月前のリマインドです" not in clerk.opens(f"/contracts/{far}").text
    hired(office, "viewer@sample.example", Role.VIEWER)
    viewer = Clerk(site)
    viewer.signs_in("viewer@sample.example")
    assert "近い契約" not in viewer.opens("/").text
    assert viewer.opens(f"/contracts/{near}/deadline-reminders").status_code == 404
    assert [one["period"] for one in audited(office, "deadline_reminder_set")] == ["1か月", "1か月"]


def test_a_reminder_needs_a_period_that_can_be_read_and_there_are_only_so_many(
    clerk: Clerk, office: Office
) -> None:
    page = f"/contracts/{living(office, '契約', in_days(office, 300), owner=LEGAL)}/deadline-reminders"
    clerk.opens(page)
    assert clerk.sends(page, period="いつか").status_code == 422
    assert 'value="いつか"' in clerk.text
    for days in range(1, MOST_OF_A_CONTRACT + 1):
        clerk.opens(page)
        assert clerk.sends(page, anchor="ends_on", period=f"{days}日").status_code == 200
    clerk.opens(page)
    clerk.sends(page, anchor="ends_on", period="10日")
    assert clerk.text.count("日前") == MOST_OF_A_CONTRACT + 1
    assert clerk.sends(page, anchor="ends_on", period="99日").status_code == 422
    assert "10件まで" in clerk.text


@pytest.mark.shows("UX-06")
def test_the_houses_own_days_off_are_pasted_and_taken_away_and_move_what_is_told(
    chief: Clerk, clerk: Clerk, office: Office
) -> None:
    chief.opens("/company-holidays")
    chief.sends("/company-holidays", days="2026/12/29〜2026/12/31,年末\n令和9年1月4日,年始\n")
    assert "4日を加えました。" in chief.text
    chief.sends("/company-holidays", days="2027/1/5\nあした")
    assert "2行目を読み取れません。" in chief.text
    assert "あした" in chief.text
    trial = "/deadlines/trial?begins=2026-07-05&first=6か月&renews=1年&counts=yes"
    assert "2026/12/28" in clerk.opens(trial).text
    chief.opens("/company-holidays")
    chief.sends("/company-holidays/removal", day=["2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04"])
    assert "会社の休日は登録されていません" in chief.text
    assert "2027/01/04" in clerk.opens(trial).text
    assert audited(office, "preferences_changed") == [{"names": "company_holidays"}] * 2


def test_a_day_off_on_the_calendars_last_day_is_a_day_like_any_other(chief: Clerk) -> None:
    chief.opens("/company-holidays")
    chief.sends("/company-holidays", days="9999/12/31")
    assert "1日を加えました。" in chief.text
    chief.sends("/company-holidays/removal", day=["9999-12-31"])


@pytest.mark.shows("NX-08")
def test_a_trial_says_when_the_contract_ends_by_a_notice_on_that_day_and_by_which_article(
    clerk: Clerk, office: Office
) -> None:
    contract = living(
        office,
        "保守契約",
        date(2027, 3, 31),
        date(2026, 12, 31),
        starts_on=date(2026, 4, 1),
        auto_renews=True,
        renews_for="1年",
        notice_period="3か月",
    )
    clerk.opens(f"/deadlines/trial?contract={contract}")
    assert "2026/12/31" in clerk.text
    typed = f"contract={contract}&begins=2026-04-01&ends=2027-03-31&renews=1年&notice=3か月前"
    clerk.opens(f"/deadlines/trial?{typed}&day=2026/12/20")
    assert "2026年12月20日に通知すると、契約は2027年3月31日で終わります" in clerk.text
    clerk.opens(f"/deadlines/trial?{typed}&day=2027/1/1")
    assert "2027年1月1日に通知すると、契約は2028年3月31日で終わります" in clerk.text
    assert "第1期の更新は止められず" in clerk.text
    clerk.opens("/deadlines/trial?begins=2026-07-01&first=1年&day=2026-12-20")
    assert "民法140条本文" in clerk.text
    assert "2026/07/02〜2027/07/01" in clerk.text
    assert "通知の有無にかかわらず2027年7月1日で終わります" in clerk.text


def test_a_trial_of_what_cannot_be_read_keeps_what_was_typed(clerk: Clerk) -> None:
    answer = clerk.opens("/deadlines/trial?begins=きのう&first=ずっと")
    assert answer.status_code == 422
    assert 'value="きのう"' in clerk.text
    assert 'value="ずっと"' in clerk.text
    assert clerk.opens("/deadlines/trial?contract=00000000-0000-4000-8000-000000000000").status_code == 404
    assert clerk.opens("/deadlines/trial?begins=9999-12-31&first=100年&renews=100年").status_code == 200


@pytest.mark.shows("NX-02")
def test_the_ledger_of_the_watch_shows_promised_sent_and_missed_and_whether_it_looks(
    chief: Clerk, clerk: Clerk, office: Office
) -> None:
    chief.opens("/deadline-watch")
    assert "見張りはまだ始まっていません" in chief.text
    with office.opened.database.reading() as session:
        now = now_of(session)
    ago = now - timedelta(days=2)
    living(office, "忘れられた契約", in_days(office, 400), reminder_at=ago)
    living(office, "親展の契約", in_days(office, 400), reminder_at=ago, confidential=True)
    looks(office, now)
    chief.opens("/deadline-watch")
    assert "漏れ1件" in chief.text
    assert "忘れられた契約" in chief.text
    assert "親展の契約" not in chief.text
    assert "毎月の更新拒絶期限のまとめ" in chief.text
    chief.opens("/deadline-watch?state=planned")
    assert "忘れられた契約" not in chief.text
    assert clerk.opens("/deadline-watch").status_code == 404
