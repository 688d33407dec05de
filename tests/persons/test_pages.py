"""The pages: registering, who may, the plan, the letter, the end."""

import re

import pytest
from flask import Flask

from contracts.roles import Role
from database.engine import now_of
from database.people import Organization, User
from database.person_request import PersonRequest
from tests.applications import application, without_tokens
from tests.counterparty.office import Office
from tests.desk.site import Clerk, hired
from tests.persons.around import MAIL, NAME
from tests.persons.asking import LIST, asks, erases
from tests.persons.conftest import AUDITOR
from webapp.parts import EXTENSION


def test_an_empty_list_says_what_to_do_and_a_request_stands_in_it_with_its_guide(auditor: Clerk) -> None:
    assert "本人からの請求はまだありません" in auditor.opens(LIST).text
    asks(auditor, "disclosure", received_on="2026/1/5", answer_by="")
    text = auditor.opens(LIST).text
    assert "2026/01/19" in text
    assert "過ぎています" in text
    assert NAME in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"mails": "", "name": ""}, "メールアドレスか氏名を入力してください。"),
        ({"mails": "これは違う"}, "メールアドレスの形ではありません"),
        ({"received_on": "2999/1/1"}, "今日までの日付"),
        ({"received_on": "きのう"}, "日付を読み取れません"),
        ({"answer_by": "2000/1/1"}, "受付日からあと"),
        ({"checked_how": ""}, "どのように確かめたか"),
        ({"kind": "nothing"}, "有効な選択肢"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    auditor: Clerk, typed: dict[str, str], said: str
) -> None:
    auditor.opens(f"{LIST}/new")
    whole = {"kind": "erasure", "mails": MAIL, "name": NAME, "checked_how": "電話", "remarks": "覚え書き"}
    assert auditor.sends(LIST, **{**whole, **typed}).status_code == 422
    assert "覚え書き" in auditor.text
    if said != "有効な選択肢":
        assert said in auditor.text


def test_the_same_form_sent_twice_is_one_request(auditor: Clerk, office: Office) -> None:
    auditor.opens(f"{LIST}/new")
    form = auditor.fields(LIST)
    typed = {**form, "kind": "disclosure", "mails": MAIL, "checked_how": "電話"}
    places = [auditor.client.post(LIST, data=typed).location for _ in range(2)]
    assert places[0] == places[1]
    with office.opened.database.reading() as session:
        assert session.query(PersonRequest).count() == 1


@pytest.mark.parametrize("role", [Role.LEGAL, Role.APPROVER, Role.VIEWER, Role.SYSTEM])
def test_for_everybody_else_there_are_no_such_requests(
    auditor: Clerk, site: Flask, office: Office, role: Role
) -> None:
    page = asks(auditor, "erasure")
    hired(office, "other@sample.example", role)
    other = Clerk(application(site.extensions[EXTENSION], without_tokens))
    other.comes_in("other@sample.example")
    for path in (LIST, f"{LIST}/new", page, f"{page}/disclosure.zip", f"{page}/erasure", f"{page}/letter"):
        assert other.client.get(path).status_code == 404, path
    for path in (LIST, f"{page}/erasure", f"{page}/hints", f"{page}/answer", f"{page}/withdrawal"):
        assert other.client.post(path, data={"understood": "yes"}).status_code == 404, path
    assert LIST not in other.opens("/").text


def test_a_request_of_another_organisation_does_not_exist(auditor: Clerk, office: Office) -> None:
    page = asks(auditor, "erasure")
    with office.opened.database.writing() as session:
        other = Organization(name="別の会社", created_at=now_of(session))
        session.add(other)
        session.flush()
        stranger = User(
            organization_id=other.id,
            mail="stranger@other.example",
            mail_key="stranger@other.example",
            name="別の人",
            role=Role.COMPLIANCE,
            password_hash="",
            must_change_password=False,
            created_at=now_of(session),
        )
        session.add(stranger)
        session.flush()
        row = session.query(PersonRequest).one()
        row.organization_id, row.registered_by_id = other.id, stranger.id
    assert auditor.opens(page).status_code == 404
    assert NAME not in auditor.opens(LIST).text


def test_the_plan_and_a_tick_come_before_the_act_and_looking_erases_nothing(
    auditor: Clerk, office: Office
) -> None:
    page = asks(auditor, "erasure")
    text = auditor.opens(f"{page}/erasure").text
    assert "消去します" in text
    assert "2036年3月31日まで消去できません" in text
    auditor.opens(f"{page}/erasure/confirmation")
    assert auditor.sends(f"{page}/erasure").status_code == 422
    assert "確かめて、印を付けてください。" in auditor.text
    auditor.opens(page)
    auditor.sends(f"{page}/answer")
    assert "先に消去を実行してください" in auditor.text
    with office.opened.database.reading() as session:
        assert session.query(PersonRequest).one().carried_out_at is None


def test_a_disclosure_has_no_erasure_and_a_closed_request_shows_nothing_any_more(auditor: Clerk) -> None:
    page = asks(auditor, "disclosure")
    assert auditor.opens(f"{page}/erasure").status_code == 404
    auditor.opens(f"{page}/withdrawal")
    auditor.sends(f"{page}/withdrawal")
    assert "取り下げ" in auditor.text
    assert "見つかった個人データ" not in auditor.text
    assert auditor.opens(f"{page}/disclosure.zip").status_code == 404
    assert auditor.opens(f"{page}/letter").status_code == 404


@pytest.mark.shows("LW-39")
def test_the_letter_says_what_was_erased_and_what_is_kept_until_when_in_either_language(
    auditor: Clerk, site: Flask, office: Office
) -> None:
    page = asks(auditor, "erasure")
    assert auditor.opens(f"{page}/letter").status_code == 404, "nothing was done yet"
    erases(auditor, page)
    text = auditor.opens(f"{page}/letter").text
    assert f"{NAME} 様" in text
    assert "消去しました。" in text
    assert "2036年3月31日まで消去できません" in text
    assert "役員の覚書" not in text
    plain = auditor.client.get(f"{page}/letter.txt").data.decode()
    assert re.search(r"契約 .+ の記録（\d+件）: .*2036年3月31日", plain)
    assert 'lang="en"' in auditor.opens(f"{page}/letter?language=en").text
    assert auditor.opens(f"{page}/letter?language=xx").status_code == 404
    auditor.opens(page)
    auditor.sends(f"{page}/answer")
    assert "回答済み" in auditor.text
    hired(office, "second@sample.example", Role.COMPLIANCE)
    second = Clerk(site)
    second.comes_in("second@sample.example")
    assert second.opens(f"{page}/letter").status_code == 200
    assert AUDITOR not in second.text
