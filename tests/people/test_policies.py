"""What an organisation demands of whoever signs in, and what it may use up (MK-82, T52)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contracts.letters import Letter
from contracts.policies import Policies, Usage, networks_from
from database.announcements import announcements_for
from database.engine import now_of
from database.letters.contacting import with_contacts
from database.notice_desk import NoticeDesk
from database.people import StaffSession, User
from tests.access.house import House
from tests.addresses.filer import Filer, mails
from tests.counterparty.planning import paper
from tests.counterparty.test_one_time_codes import Desk
from tests.desk.site import PASSWORD, Clerk
from tests.people.test_users import NEW
from tests.readers import walking


def sets(clerk: Clerk, page: str, **typed: str | None) -> int:
    clerk.opens(page)
    return clerk.sends(page, **typed).status_code


@pytest.mark.shows("MK-82")
def test_only_the_listed_networks_are_let_in_and_nobody_locks_themselves_out(
    administrator: Clerk, viewer: Clerk, house: House
) -> None:
    assert sets(administrator, "/security", networks="198.51.100.0/24") == 409
    assert sets(administrator, "/security", networks="どこでも") == 422
    assert sets(administrator, "/security", networks="198.51.100.7/24\n127.0.0.0/8") == 200
    assert "198.51.100.0/24\n127.0.0.0/8" in administrator.text.replace("\r", "")
    assert viewer.opens("/contracts").status_code == 200
    assert viewer.path == "/contracts"
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert (
        viewer.client.get("/contracts", environ_overrides=elsewhere)
        .headers["Location"]
        .startswith("/sign-in")
    )
    stranger = Clerk(house.site)
    login = {"login": "viewer@sample.example", "password": PASSWORD}
    refused = stranger.client.post("/sign-in", data=login, environ_overrides=elsewhere)
    assert refused.status_code == 403
    assert "Set-Cookie" not in refused.headers or "warifu-staff" not in refused.headers["Set-Cookie"]


@pytest.mark.shows("MK-82")
def test_a_session_ends_when_it_rests_too_long_and_when_its_hours_are_over(
    administrator: Clerk, viewer: Clerk, house: House
) -> None:
    assert sets(administrator, "/security", idle_minutes="10", session_hours="2") == 200
    fresh = Clerk(house.site)
    fresh.signs_in("viewer@sample.example")
    with house.office.opened.database.writing() as session:
        rows = session.scalars(select(StaffSession).order_by(StaffSession.id)).all()
        assert rows[-1].expires_at - rows[-1].created_at == timedelta(hours=2)
        assert rows[-1].last_seen_at is not None
        rows[-1].last_seen_at -= timedelta(minutes=11)
    assert fresh.opens("/contracts").request.path == "/sign-in"
    assert viewer.opens("/contracts").request.path == "/contracts"


def test_a_demanded_second_factor_is_registered_before_anything_else_opens(
    administrator: Clerk, viewer: Clerk, house: House
) -> None:
    assert sets(administrator, "/security", needs_second_factor="y") == 200
    for clerk in (administrator, viewer):
        for path in ("/contracts", "/users", "/"):
            assert clerk.opens(path).request.path == "/own-settings/second-factor"
    assert house is not None


def test_a_longer_password_is_demanded_where_the_organisation_says_so(
    administrator: Clerk, viewer: Clerk
) -> None:
    assert sets(administrator, "/security", shortest_password="7") == 422  # noqa: S106 -- a length
    assert sets(administrator, "/security", shortest_password="14") == 200  # noqa: S106 -- a length
    viewer.opens("/password")
    assert (
        viewer.sends("/password", current=PASSWORD, new="abcdefgh1234", again="abcdefgh1234").status_code
        == 422
    )
    assert "14文字以上" in viewer.text


@pytest.mark.shows("IM-14")
def test_the_home_page_counts_the_documents_kept_and_at_the_limit_nothing_is_sent(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    house.office.sent()
    assert "文書保管数" not in legal.opens("/").text
    assert sets(administrator, "/limits", most_documents="2") == 200
    assert "文書保管数：1 / 2" in legal.opens("/").text
    assert "文書保管数が上限" not in legal.text
    assert sets(administrator, "/limits", most_documents="1") == 200
    assert "文書保管数：1 / 1" in legal.opens("/").text
    assert "文書保管数の上限に達しました。" in legal.text
    draft = legal.drafts()
    legal.opens(f"/drafts/{draft}/confirmation")
    assert legal.sends(f"/drafts/{draft}/sending").status_code == 409
    assert "文書保管数が組織の上限に達したため、送信できません。" in legal.text
    assert sets(administrator, "/limits", most_documents="2") == 200
    legal.opens(f"/drafts/{draft}/confirmation")
    assert legal.sends(f"/drafts/{draft}/sending").status_code == 200
    assert "文書保管数：2 / 2" in legal.opens("/").text


@pytest.mark.shows("CL-47", "T52")
def test_at_the_limit_nothing_more_is_sent_or_begun_and_near_it_people_are_warned(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    house.office.sent()
    assert sets(administrator, "/limits", most_sendings="1") == 200
    assert "上限の80％を超えた" in administrator.text
    draft = legal.drafts()
    legal.opens(f"/drafts/{draft}/confirmation")
    refused = legal.sends(f"/drafts/{draft}/sending")
    assert refused.status_code == 409
    assert "組織の上限に達した" in legal.text
    assert sets(administrator, "/limits", most_drafts="1") == 200
    legal.opens("/drafts/new")
    assert legal.uploads("/drafts/new", paper("もう一つ")).status_code == 409
    assert "組織の上限に達した" in legal.text


@pytest.mark.shows("CL-41")
def test_an_announcement_is_shown_to_everybody_until_each_puts_it_away(
    administrator: Clerk, viewer: Clerk, house: House
) -> None:
    assert sets(administrator, "/announcements", title="年末年始の対応", body="12月29日から休みます。") == 200
    assert sets(administrator, "/announcements", title="来年の予定", from_day="2099/1/1") == 200
    assert (
        sets(administrator, "/announcements", title="逆さま", from_day="2099/1/2", to_day="2099/1/1") == 422
    )
    with house.office.opened.database.reading() as session:
        shown = announcements_for(session, house.staff("viewer@sample.example"))
    assert [one.title for one in shown] == ["年末年始の対応"]
    assert "12月29日から休みます。" in viewer.opens("/").text
    viewer.client.post(f"/announcements/{shown[0].public_id}/dismissal")
    assert "年末年始の対応" not in viewer.opens("/").text
    with house.office.opened.database.reading() as session:
        assert not announcements_for(session, house.staff("viewer@sample.example"))
        assert announcements_for(session, house.staff("admin@sample.example"))
    administrator.opens("/announcements")
    administrator.sends(f"/announcements/{shown[0].public_id}/withdrawal")
    with house.office.opened.database.reading() as session:
        assert not announcements_for(session, house.staff("admin@sample.example"))


def left(clerk: Clerk) -> list[str]:
    """Return what the list of 初期設定 on the home page still calls 未設定."""
    steps = clerk.opens("/").text.partition("<h2>初期設定</h2>")[2].partition("</ul>")[0].split("</li>")
    return [step.rpartition("</a>")[0].rpartition(">")[2] for step in steps if "未設定" in step]


@pytest.mark.shows("IM-10")
def test_the_setup_list_is_shown_until_its_last_step_is_done(administrator: Clerk, house: House) -> None:
    with house.office.opened.database.writing() as session:
        session.get_one(User, house.office.owner.id).disabled_at = now_of(session)
    assert sorted(left(administrator)) == sorted(step for step, _page, _typed in STEPS)
    for step, page, typed in STEPS:
        assert sets(administrator, page, **typed) == 200
        assert step not in left(administrator)
        assert ("初期設定" in administrator.text) == (step != STEPS[-1][0])


STEPS: list[tuple[str, str, dict[str, str]]] = [
    ("一緒に使う方を招待する", "/users/new", NEW),
    ("会社名（送信者の名前）を確かめる", "/organization", {}),
    ("メールに載せる電話番号か問い合わせ先を決める", "/help-contacts", {"help_mail": "help@example.jp"}),
    ("契約種別を自社に合わせる", "/contract-types/new", {"name": "秘密保持契約"}),
    ("印影の作り方と締結の決まりを確かめて保存する", "/preferences", {}),
]


def test_the_setup_list_is_put_away_and_its_guide_stays(administrator: Clerk) -> None:
    assert left(administrator)
    administrator.sends("/setup/dismissal")
    assert "初期設定" not in administrator.opens("/").text
    assert administrator.opens("/setup").status_code == 200


@pytest.mark.shows("GM-37")
def test_mails_name_the_contacts_of_their_audience(administrator: Clerk, house: House) -> None:
    typed = {
        "help_mail": "help@example.jp",
        "help_url": "https://example.jp/help",
        "support_mail": "it@example.jp",
    }
    assert sets(administrator, "/help-contacts", help_url="http://example.jp") == 422
    assert sets(administrator, "/help-contacts", **typed) == 200
    inside = Letter(
        "sent_back", "m1", "a@example.jp", "", "", facts={"contract_url": "https://x/contracts/1"}
    )
    outside = Letter("sign_request", "m2", "b@example.jp", "", "")
    with house.office.opened.database.reading() as session:
        sent = with_contacts(session, house.office.organization.id, [inside, outside])
    assert [one.facts["support_mail"] for one in sent] == [
        "it@example.jp",
        "help@example.jp / https://example.jp/help",
    ]


@pytest.mark.shows("IM-85", "GM-37")
def test_mails_to_people_without_an_account_of_ours_name_the_help_of_the_other_side(
    administrator: Clerk, house: House
) -> None:
    contacts = {"help_mail": "help@example.jp", "support_mail": "it@example.jp"}
    assert sets(administrator, "/help-contacts", **contacts) == 200
    office, stranger = house.office, Clerk(house.site)
    Filer(stranger, office).files()
    assert len(mails(office, "address_confirm")) == 1
    walking.registers(stranger, office)
    walking.asks(Clerk(house.site))
    walking.delivered(office)
    for mail in walking.mails(office):
        assert "お問い合わせ: help@example.jp\n" in walking.text_of(mail)
    assert [mail["Message-ID"].split(".")[0] for mail in walking.mails(office)] == [
        "<address_confirm",
        "<reader_registration",
        "<reader_password",
    ]
    _digits, code = Desk(office, office.sent().parties[0]).asks()
    due = NoticeDesk(office.opened.database).auth_code(code.public_id)
    assert due is not None
    assert due[0].facts["support_mail"] == "help@example.jp"


def test_networks_and_usage_are_read_as_they_are_meant() -> None:
    assert networks_from("203.0.113.5, 2001:db8::/32\n203.0.113.5") == "203.0.113.5/32 2001:db8::/32"
    assert Policies(networks="203.0.113.0/24").lets_in("::ffff:203.0.113.9")
    assert not Policies(networks="203.0.113.0/24").lets_in("unknown")
    assert (Usage(80, 100).is_near, Usage(79, 100).is_near, Usage(100, 100).is_reached) == (True, False, True)
    assert not Usage(5, 0).is_reached
