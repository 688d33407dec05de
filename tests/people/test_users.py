"""Users in the browser: invited, changed, closed, opened again."""

import pytest
from sqlalchemy import select

from activities.account_letters import AccountLetters
from adapters.keys import KeyPurpose
from adapters.mail import MailRenderer
from adapters.secrets import LinkMaker, PasswordMaker
from contracts.messages import NoticeKind, NoticeRequest
from contracts.roles import Role
from database.account import AccountLetter
from database.account_letters import AccountLetterDesk
from database.audit import AuditEvent
from database.people import User
from database.queries.resets import Forgotten, ask_reset, live_reset
from tests.access.house import House
from tests.desk.site import PASSWORD, Clerk
from workflows.posting import postman_of

NEW = {"name": "新人 一郎", "mail": "ichiro@sample.example", "role": "legal", "language": "ja"}


def user(house: House, mail: str) -> User:
    with house.office.opened.database.reading() as session:
        return session.scalars(select(User).where(User.mail == mail)).one()


def temporary_password(house: House, mail: str) -> str:
    """Return what the newest mail to this person carries."""
    opened = house.office.opened
    with opened.database.reading() as session:
        query = select(AccountLetter).join(User, User.id == AccountLetter.user_id).where(User.mail == mail)
        letter = session.scalars(query.order_by(AccountLetter.id.desc())).first()
    assert letter is not None
    assert letter.secret_id is not None
    return PasswordMaker(opened.keys.derived(KeyPurpose.CODES)).password(letter.secret_id)


def codes(house: House) -> list[str]:
    with house.office.opened.database.reading() as session:
        return list(session.scalars(select(AuditEvent.code).order_by(AuditEvent.sequence)))


def invites(clerk: Clerk, **typed: str) -> int:
    clerk.opens("/users/new")
    return clerk.sends("/users/new", **{**NEW, **typed}).status_code


@pytest.mark.shows("IM-01", "IM-07")
def test_who_is_invited_gets_one_mail_and_must_choose_a_password_before_anything_opens(
    administrator: Clerk, house: House
) -> None:
    assert invites(administrator) == 200
    assert administrator.path == "/users"
    assert "新人 一郎" in administrator.text
    desk = AccountLetterDesk(house.office.opened.database, "https://example.jp")
    waiting = desk.untold()
    assert [one.kind for one in waiting] == [NoticeKind.ACCOUNT_NEWS]
    post = desk.due(waiting[0].subject)
    assert post is not None
    assert (post.letter.template, post.letter.to) == ("account_issued", "ichiro@sample.example")
    desk.told(waiting[0].subject, "sent")
    assert desk.untold() == []
    assert desk.due(waiting[0].subject) is None
    newcomer = Clerk(house.site)
    password = temporary_password(house, "ichiro@sample.example")
    newcomer.signs_in("ichiro@sample.example", password)
    for path in ("/", "/contracts", "/users"):
        newcomer.opens(path)
        assert newcomer.path == "/password"
    assert newcomer.sends("/password", new=PASSWORD, again=PASSWORD).status_code == 200
    assert Clerk(house.site).signs_in("ichiro@sample.example", password).status_code == 422


@pytest.mark.shows("IM-04")
def test_the_mail_of_an_administrator_says_that_the_account_is_one(
    administrator: Clerk, house: House
) -> None:
    assert invites(administrator, role="administrator") == 200
    desk = AccountLetterDesk(house.office.opened.database, "https://example.jp")
    post = desk.due(desk.untold()[0].subject)
    assert post is not None
    mail = MailRenderer("https://example.jp", "").render(
        post.letter.template,
        {**post.letter.facts, "to_company": "", "to_name": post.letter.to_name, "temporary_password": "abc"},
    )
    assert "管理者アカウントを発行しました。" in mail.text
    assert "■ アカウントの種類\n管理者\n" in mail.text


def test_the_worker_sends_the_temporary_password_of_the_row(administrator: Clerk, house: House) -> None:
    assert invites(administrator) == 200
    opened = house.office.opened
    desk = AccountLetterDesk(opened.database, opened.settings.base_url)
    letters = AccountLetters(
        desk, postman_of(opened.settings), PasswordMaker(opened.keys.derived(KeyPurpose.CODES))
    )
    for notice in desk.untold():
        assert isinstance(notice, NoticeRequest)
        letters.tell(notice.subject)
    mails = [path.read_bytes() for path in opened.settings.outbox.rglob("*.eml")]
    assert len(mails) == 1
    assert desk.untold() == []


def test_an_address_is_given_once_over_all_organisations(administrator: Clerk) -> None:
    assert invites(administrator) == 200
    assert invites(administrator, mail="ICHIRO@sample.example") == 409
    assert "別のメールアドレスを入力してください" in administrator.text
    assert 'value="新人 一郎"' in administrator.text


def test_people_are_found_by_words_role_and_state(administrator: Clerk) -> None:
    invites(administrator)
    for query, found in (
        ("q=新人", True),
        ("q=ichiro", True),
        ("role=viewer", False),
        ("state=invited", True),
    ):
        administrator.opens(f"/users?{query}")
        assert ("新人 一郎" in administrator.text) is found, query
    administrator.opens("/users?q=誰もいない")
    assert "条件に合う利用者はいません" in administrator.text


@pytest.mark.shows("T09")
def test_a_changed_address_and_role_are_told_to_the_person_and_to_the_audit_log(
    administrator: Clerk, viewer: Clerk, house: House
) -> None:
    path = f"/users/{user(house, 'viewer@sample.example').public_id}"
    administrator.opens(path)
    assert administrator.sends(path, mail="v2@sample.example", role="legal").status_code == 200
    desk = AccountLetterDesk(house.office.opened.database, "https://example.jp")
    sent = [post.letter for one in desk.untold() if (post := desk.due(one.subject))]
    assert sorted((one.facts["news"], one.to) for one in sent) == [
        ("mail_changed", "v2@sample.example"),
        ("mail_changed", "viewer@sample.example"),
        ("role_changed", "v2@sample.example"),
    ]
    assert {"user_mail_changed", "user_role_changed"} <= set(codes(house))
    assert viewer.opens("/drafts").status_code == 200, "the new role holds at the next request"


def test_nobody_raises_themselves_and_a_system_administrator_makes_no_administrator(
    administrator: Clerk, house: House
) -> None:
    own = f"/users/{user(house, 'admin@sample.example').public_id}"
    administrator.opens(own)
    assert administrator.sends(own, role="viewer").status_code == 409
    system = house.enters("system@sample.example", Role.SYSTEM)
    assert invites(system, role="administrator") == 409
    assert "管理者だけができます" in system.text
    system.opens(own)
    assert system.sends(own, mail="mine@sample.example").status_code == 409
    assert system.client.post(f"{own}/departure").status_code == 409
    assert user(house, "admin@sample.example").disabled_at is None


@pytest.mark.shows("T07")
def test_a_closed_account_is_out_at_its_next_request_and_comes_back_with_a_new_password_only(
    administrator: Clerk, viewer: Clerk, house: House
) -> None:
    path = f"/users/{user(house, 'viewer@sample.example').public_id}"
    administrator.opens(f"{path}/departure")
    assert administrator.sends(f"{path}/departure").status_code == 200
    assert "停止中" in administrator.text
    viewer.opens("/contracts")
    assert viewer.path == "/sign-in"
    assert viewer.signs_in("viewer@sample.example").status_code == 422
    administrator.opens(f"{path}/return")
    assert administrator.sends(f"{path}/return").status_code == 200
    assert viewer.signs_in("viewer@sample.example").status_code == 422, "the old password is worth nothing"
    viewer.signs_in("viewer@sample.example", temporary_password(house, "viewer@sample.example"))
    assert viewer.path == "/password"


def test_a_reset_by_an_administrator_goes_to_the_person_and_ends_their_sessions(
    administrator: Clerk, viewer: Clerk, house: House
) -> None:
    path = f"/users/{user(house, 'viewer@sample.example').public_id}/password"
    administrator.opens(path)
    administrator.sends(path)
    assert "user_reset_asked" in codes(house)
    viewer.opens("/contracts")
    assert viewer.path == "/sign-in"


@pytest.mark.shows("T09")
@pytest.mark.parametrize("act", ["mail", "invitation"])
def test_a_reset_link_that_was_sent_before_sets_no_password_after_the_address_or_the_password_changed(
    administrator: Clerk, house: House, act: str
) -> None:
    assert invites(administrator) == 200
    person = user(house, NEW["mail"])
    maker = LinkMaker(house.office.opened.keys.derived(KeyPurpose.LINKS), "https://example.jp")
    minted = maker.mint()
    with house.office.opened.database.writing() as session:
        ask_reset(session, Forgotten("a" * 32, person.mail, "192.0.2.1", minted))
        assert live_reset(session, minted.token_digest) is not None
    page = f"/users/{person.public_id}"
    administrator.opens(page)
    if act == "mail":
        assert administrator.sends(page, mail="new@sample.example").status_code == 200
    else:
        assert administrator.client.post(f"{page}/invitation").status_code == 303
    with house.office.opened.database.reading() as session:
        assert live_reset(session, minted.token_digest) is None
