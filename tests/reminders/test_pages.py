"""期限・リマインド on the draft, 送信前シミュレーション, and what may change while others are asked."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from contracts import acts
from contracts.acts import Submit
from contracts.life import civil_day
from contracts.reminders import Reminding
from contracts.roles import Role
from database.contract import Contract
from database.engine import now_of
from database.queries.draft_parties import parties_of
from tests.counterparty.office import Office, Sent
from tests.desk.cases import sent_by
from tests.desk.site import Clerk, hired
from webapp.texts.dates import prose_date, table_date


def in_days(office: Office, count: int) -> date:
    with office.opened.database.reading() as session:
        return civil_day(now_of(session)) + timedelta(days=count)


def own_day(clerk: Clerk) -> str:
    """Return the name of the field for the first party's own day."""
    return str(re.findall(r'name="(deadline-by_[0-9a-f]+)"', clerk.text)[0])


def chooses(clerk: Clerk, draft: str, **typed: object) -> None:
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(
        f"/drafts/{draft}",
        intent="confirmation",
        **{f"deadline-{name}": value for name, value in typed.items()},
    )


def submitted(office: Office) -> Submit:
    act = office.engine.asked[0]
    assert isinstance(act, Submit)
    return act


def waiting(clerk: Clerk, office: Office) -> str:
    """Send a contract with reminders and return the path of its page."""
    draft = clerk.drafts()
    day = table_date(in_days(office, 12))
    chooses(clerk, draft, last_day=day, reminders="closing")
    clerk.sends(f"/drafts/{draft}/sending")
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == draft)).one()
        sent = Sent(draft, list(parties_of(session, contract)))
    office.prepare(sent)
    clerk.opens(f"/contracts/{draft}")
    return f"/contracts/{draft}"


@pytest.mark.shows("MK-56", "CF-01")
def test_days_and_reminders_of_a_draft_are_listed_before_sending_and_sent(
    clerk: Clerk, office: Office
) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    last, own = in_days(office, 30), in_days(office, 20)
    chooses(
        clerk,
        draft,
        last_day=table_date(last),
        link_days="45",
        reminders="spaced",
        remind_at="15:00",
        **{own_day(clerk).removeprefix("deadline-"): f"{own:%Y-%m-%d}"},
    )
    for words in (f"{prose_date(last)}まで", "期限の2・9・16・23日前", "午後（15時）", prose_date(own)):
        assert words in clerk.text
    clerk.sends(f"/drafts/{draft}/sending")
    act = submitted(office)
    assert (act.last_day, act.link_days, act.remind_at) == (last.isoformat(), 45, "15:00")
    assert (act.reminders, act.hours) == (Reminding.SPACED, "08:30-21:00")
    assert act.parties[0].answer_by == own.isoformat()
    assert act.days_off == sorted(act.days_off)
    assert len(act.days_off) > 20


def test_a_draft_that_says_nothing_is_sent_as_before(clerk: Clerk, office: Office) -> None:
    draft = clerk.drafts()
    clerk.sends(f"/drafts/{draft}/sending")
    act = submitted(office)
    assert (act.last_day, act.link_days, act.reminders, act.hours, act.days_off) == ("", 30, "", "", [])


def test_a_day_that_has_passed_or_says_nothing_is_refused_and_stays_typed(
    clerk: Clerk, office: Office
) -> None:
    draft = clerk.drafts()
    past = table_date(in_days(office, -1))
    chooses(clerk, draft, last_day=past, link_days="0")
    assert clerk.at is not None
    assert clerk.at.status_code == 422
    assert f'value="{past}"' in clerk.text
    assert "今日から365日後までの日付を入力してください。" in clerk.text
    assert "1〜365の数字で入力してください。" in clerk.text


@pytest.mark.shows("NX-01")
def test_the_simulation_shows_what_comes_and_sends_nothing(clerk: Clerk, office: Office) -> None:
    draft = clerk.drafts()
    chooses(clerk, draft, last_day=table_date(in_days(office, 12)), reminders="closing", keeps_hours=None)
    clerk.opens(f"/drafts/{draft}/confirmation")
    assert f"/drafts/{draft}/simulation" in clerk.text
    clerk.opens(f"/drafts/{draft}/simulation")
    counts = [clerk.text.count(f">{words}</p>") for words in ("確認依頼", "リマインド", "期限切れのお知らせ")]
    assert counts == [1, 2, 1]
    assert prose_date(in_days(office, 13)) in clerk.text
    party = re.findall(r'name="([0-9a-f-]{36})"', clerk.text)[0]
    clerk.opens(f"/drafts/{draft}/simulation?{party}=3")
    assert "締結完了のお知らせ" in clerk.text
    assert "期限切れ" not in clerk.text
    assert office.engine.asked == []


def test_a_draft_that_lacks_something_goes_back_to_its_form(clerk: Clerk) -> None:
    clerk.opens("/drafts/new")
    draft = clerk.drafts(contract_type="")
    clerk.opens(f"/drafts/{draft}/simulation")
    assert clerk.path == f"/drafts/{draft}"


@pytest.mark.shows("MK-56")
def test_the_deadline_is_extended_from_the_contracts_page_after_a_question(
    clerk: Clerk, office: Office
) -> None:
    page = waiting(clerk, office)
    assert f"{prose_date(in_days(office, 12))}まで（依頼から0日）" in clerk.text
    clerk.opens(f"{page}/deadline")
    clerk.sends(f"{page}/deadline", until="きのう")
    assert "日付を 2026/4/1 のように入力してください。" in clerk.text
    clerk.sends(f"{page}/deadline", until=table_date(in_days(office, 3)))
    assert "いまの期限より後の日付を指定してください。" in clerk.text
    clerk.sends(f"{page}/deadline", until=table_date(in_days(office, 20)))
    assert clerk.path == page
    assert f"{prose_date(in_days(office, 20))}まで" in clerk.text
    assert "署名の期限を延長しました" in clerk.text


@pytest.mark.shows("MK-57")
def test_reminders_are_stopped_and_go_on_again(clerk: Clerk, office: Office) -> None:
    page = waiting(clerk, office)
    assert "次のリマインド" in clerk.text
    clerk.opens(f"{page}/reminders")
    clerk.sends(f"{page}/reminders/off")
    assert "止めています" in clerk.text
    assert "次のリマインド" not in clerk.text
    clerk.opens(f"{page}/reminders")
    clerk.sends(f"{page}/reminders/on")
    assert "次のリマインド" in clerk.text
    kinds = [act.on for act in office.engine.asked if isinstance(act, acts.SwitchReminders)]
    assert kinds == [False, True]


def test_a_contract_without_reminders_has_none_to_stop_and_a_stranger_finds_no_page(
    clerk: Clerk, site: Flask, office: Office
) -> None:
    sent = sent_by(clerk, office)
    assert clerk.opens(f"/contracts/{sent.contract}/reminders").status_code == 404
    hired(office, "viewer@sample.example", Role.VIEWER)
    viewer = Clerk(site)
    viewer.signs_in("viewer@sample.example")
    for path in ("deadline", "reminders"):
        assert viewer.opens(f"/contracts/{sent.contract}/{path}").status_code == 404


@pytest.mark.shows("NX-10")
def test_the_house_sets_its_own_preset_hours_and_days_off(clerk: Clerk, site: Flask, office: Office) -> None:
    hired(office, "chief@sample.example", Role.ADMINISTRATOR)
    chief = Clerk(site)
    chief.signs_in("chief@sample.example")
    chief.opens("/preferences")
    chief.sends("/preferences", sending_hours="21:00-08:30")
    assert "「08:30-21:00」のように" in chief.text
    own = in_days(office, 40)
    typed = {
        "reminders": "closing",
        "sending_hours": "９:００-１８:００",
        "company_holidays": table_date(own),
    }
    chief.sends("/preferences", **typed)
    assert "設定を保存しました。" in chief.text
    draft = clerk.drafts()
    clerk.sends(f"/drafts/{draft}/sending")
    act = submitted(office)
    assert (act.reminders, act.hours) == (Reminding.CLOSING, "09:00-18:00")
    assert own.isoformat() in act.days_off
