"""The mails of the watch: the monthly digest, the reminders of one contract, the weekly report."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from contracts.life import civil_day
from contracts.watching import Fulfilment, Outcomes, fulfilment, next_morning
from database.engine import now_of
from database.people import User
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk
from tests.watching.conftest import CHIEF
from tests.watching.living import changed, jst, living, looks, mails, prefers, rows, watching

BEFORE, FIRST, MONDAY = jst(2026, 11, 30, 10), jst(2026, 12, 1), jst(2026, 12, 7)
YAMADA = "yamada@sample.example"


def digests(office: Office) -> dict[str, str]:
    return {one.to: one.text for one in mails(office) if "更新拒絶期限のお知らせ" in one.subject}


def reminders(office: Office) -> list[str]:
    return [one.subject for one in mails(office) if "前です「" in one.subject]


def state_of(office: Office, number: int) -> Fulfilment:
    row = rows(office)[number]
    with office.opened.database.reading() as session:
        return fulfilment(row.planned_at, now_of(session), Outcomes(row.told_at, row.fate))


@pytest.mark.usefixtures("clerk", "chief")
@pytest.mark.shows("MK-16", "MK-17", "MK-20")
def test_the_digest_of_the_1st_lists_exactly_the_window_to_owners_and_administrators(
    office: Office,
) -> None:
    for title, notice_by in (
        ("先月の契約", date(2026, 11, 30)),
        ("月初の契約", date(2026, 12, 1)),
        ("窓の末日の契約", date(2027, 1, 31)),
        ("窓の後の契約", date(2027, 2, 1)),
    ):
        living(office, title, date(2027, 6, 30), notice_by)
    living(office, "花子の契約", date(2027, 6, 30), date(2026, 12, 20), owner=LEGAL)
    living(office, "終了予定の契約", date(2027, 6, 30), date(2026, 12, 20), ending=True)
    living(office, "親展の契約", date(2027, 6, 30), date(2026, 12, 21), confidential=True)
    looks(office, BEFORE)
    assert digests(office) == {}
    looks(office, FIRST)
    found = {to.partition("<")[2].rstrip(">") or to: text for to, text in digests(office).items()}
    assert set(found) == {YAMADA, LEGAL, CHIEF}
    for title in ("月初の契約", "窓の末日の契約"):
        assert title in found[YAMADA]
        assert title in found[CHIEF]
        assert title not in found[LEGAL]
    assert "花子の契約" in found[LEGAL]
    assert "花子の契約" in found[CHIEF]
    assert "花子の契約" not in found[YAMADA]
    for text in found.values():
        for title in ("先月の契約", "窓の後の契約", "終了予定の契約"):
            assert title not in text
    assert "親展の契約" in found[YAMADA]
    assert "親展の契約" not in found[CHIEF]
    assert "2026年12月 2件\n2027年1月 1件" in found[CHIEF]
    assert "/deadlines/notices?from=2026-12-01" in found[CHIEF]


@pytest.mark.usefixtures("chief")
def test_the_digest_comes_once_a_month_however_often_the_watch_looks(office: Office) -> None:
    living(office, "月初の契約", date(2027, 6, 30), date(2026, 12, 1))
    looks(office, BEFORE)
    for at in (FIRST, FIRST, jst(2026, 12, 1, 9, 3), jst(2026, 12, 2)):
        looks(office, at)
    assert len(digests(office)) == 2
    looks(office, jst(2027, 1, 1))
    assert len([one for one in mails(office) if "更新拒絶期限のお知らせ" in one.subject]) == 2


@pytest.mark.usefixtures("chief")
def test_an_installation_that_begins_to_watch_in_the_middle_of_a_month_sends_nothing_of_before(
    office: Office,
) -> None:
    living(office, "月初の契約", date(2027, 6, 30), date(2026, 12, 1))
    looks(office, jst(2026, 12, 15))
    assert mails(office) == []


@pytest.mark.usefixtures("chief")
@pytest.mark.shows("NX-02")
def test_a_worker_that_was_dead_at_the_time_sends_exactly_one_mail_afterwards_marked_late(
    office: Office,
) -> None:
    living(office, "月初の契約", date(2027, 6, 30), date(2026, 12, 20))
    looks(office, BEFORE)
    looks(office, jst(2026, 12, 3, 14, 30))
    for _restarted in range(3):
        looks(office, jst(2026, 12, 3, 15))
    told = [one for one in mails(office) if "更新拒絶期限のお知らせ" in one.subject]
    assert len(told) == 2
    assert [state_of(office, number) for number in (0, 1)] == [Fulfilment.LATE, Fulfilment.LATE]


@pytest.mark.usefixtures("chief")
@pytest.mark.shows("NX-02")
def test_the_weekly_report_says_that_nothing_was_missed_and_counts_what_was_late(office: Office) -> None:
    living(office, "月初の契約", date(2027, 6, 30), date(2026, 12, 20))
    looks(office, BEFORE)
    looks(office, jst(2026, 12, 1, 12))
    looks(office, MONDAY)
    [report] = [one for one in mails(office) if "期限の見張り" in one.subject]
    assert CHIEF in report.to
    assert "漏れ0件（11/30〜12/6）" in report.subject
    assert "■ 遅延（時刻を過ぎて送信）\n2件" in report.text
    assert "■ 送信\n0件" in report.text
    assert "■ 次の7日間の予定\n1件" in report.text


@pytest.mark.usefixtures("chief")
def test_who_has_nothing_to_be_told_gets_no_mail_and_the_row_says_so(office: Office) -> None:
    looks(office, BEFORE)
    looks(office, FIRST)
    assert mails(office) == []
    assert [state_of(office, number) for number in range(len(rows(office)))] == [Fulfilment.NOTHING]


@pytest.mark.usefixtures("chief")
def test_both_mails_stop_when_the_organisation_wants_none(office: Office) -> None:
    living(office, "月初の契約", date(2027, 6, 30), date(2026, 12, 20))
    for name in ("deadline_digest", "watch_report"):
        prefers(office, name, wanted=False)
    looks(office, BEFORE)
    looks(office, MONDAY)
    assert mails(office) == []


@pytest.mark.shows("MK-18")
def test_a_reminder_of_one_contract_is_mailed_on_the_business_day_before_and_again_after_it_moved(
    office: Office, clerk: Clerk
) -> None:
    contract = living(office, "保守契約", date(2027, 6, 30), date(2027, 3, 31), owner=LEGAL)
    page = f"/contracts/{contract}/deadline-reminders"
    clerk.opens(page)
    clerk.sends(page, anchor="ends_on", period="３か月前")
    assert "契約終了日の3か月前" in clerk.text
    assert "2027/03/30" in clerk.text
    looks(office, BEFORE)
    looks(office, jst(2027, 3, 29))
    assert reminders(office) == []
    for _again in range(2):
        looks(office, jst(2027, 3, 30))
    assert reminders(office) == ["【割符】契約終了日の3か月前です「保守契約」"]
    changed(office, contract, ends_on=date(2028, 6, 30))
    looks(office, jst(2027, 3, 31))
    assert len(reminders(office)) == 1
    looks(office, jst(2028, 3, 30))
    assert len(reminders(office)) == 2


def test_a_reminder_that_is_set_after_its_day_is_mailed_the_next_morning_and_is_not_late(
    office: Office, clerk: Clerk
) -> None:
    with office.opened.database.reading() as session:
        now = now_of(session)
    contract = living(office, "保守契約", civil_day(now) + timedelta(days=20), owner=LEGAL)
    page = f"/contracts/{contract}/deadline-reminders"
    clerk.opens(page)
    clerk.sends(page, anchor="ends_on", period="90日前")
    for at in (now, next_morning(now), next_morning(now) + timedelta(days=1)):
        watching(office, at).watch_deadlines(at.isoformat())
    assert len(reminders(office)) == 1
    [row] = [one for one in rows(office) if one.kind == "deadline_reminder"]
    assert row.planned_at == next_morning(now)
    assert row.told_at == next_morning(now)


def test_nobody_is_reminded_of_what_was_taken_away_since(office: Office, clerk: Clerk) -> None:
    contract = living(office, "保守契約", date(2027, 6, 30), owner=LEGAL)
    page = f"/contracts/{contract}/deadline-reminders"
    clerk.opens(page)
    clerk.sends(page, anchor="ends_on", period="90日")
    looks(office, BEFORE)
    removal = clerk.text.partition(f'action="{page}/')[2].partition('"')[0]
    clerk.sends(f"{page}/{removal}")
    assert "リマインドは設定されていません" in clerk.text
    looks(office, jst(2027, 4, 1))
    assert mails(office) == []


@pytest.mark.usefixtures("chief")
@pytest.mark.shows("MK-18", "MK-20")
def test_a_reminder_whose_owner_has_left_goes_to_those_who_decide_in_their_stead_and_may_see_it(
    office: Office, clerk: Clerk
) -> None:
    for title, confidential in (("保守契約", False), ("秘密の契約", True)):
        contract = living(office, title, date(2027, 6, 30), owner=LEGAL, confidential=confidential)
        page = f"/contracts/{contract}/deadline-reminders"
        clerk.opens(page)
        clerk.sends(page, anchor="ends_on", period="90日")
    looks(office, BEFORE)
    with office.opened.database.writing() as session:
        session.scalars(select(User).where(User.mail == LEGAL)).one().disabled_at = now_of(session)
    for _again in range(2):
        looks(office, jst(2027, 4, 1))
    [told] = [one for one in mails(office) if "前です「" in one.subject]
    assert CHIEF in told.to
    assert told.subject == "【割符】契約終了日の90日前です「保守契約」"
