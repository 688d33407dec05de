"""組織の設定 and 自分の設定."""

import json
from dataclasses import fields

import pytest
from flask import Flask
from sqlalchemy import select

from contracts.acts import Submit
from contracts.preferences import NAMES, Preferences
from contracts.roles import Role
from database.audit import AuditEvent
from database.people import User
from database.queries.preferences import preferences_of
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk, hired
from tests.desk.typing import begun
from webapp.office.forms import PreferencesForm
from webapp.texts.preferences import HINTS, LABELS

PAGE = "/preferences"


@pytest.fixture
def administrator(site: Flask, office: Office) -> Clerk:
    hired(office, "admin@sample.example", Role.ADMINISTRATOR)
    administrator = Clerk(site)
    administrator.signs_in("admin@sample.example")
    administrator.opens(PAGE)
    return administrator


def preferences(office: Office) -> Preferences:
    with office.opened.database.reading() as session:
        return preferences_of(session, office.organization.id)


def told(office: Office, code: str) -> list[dict[str, str]]:
    with office.opened.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.code == code)).all()
    return [json.loads(row.facts) for row in rows]


def test_every_preference_has_its_field_its_name_and_its_line(site: Flask) -> None:
    with site.test_request_context():
        form = PreferencesForm()
    assert {each.name for each in fields(Preferences)} - {"seal_methods"} <= {
        field.short_name for field in form
    }
    assert set(LABELS) == set(HINTS) == NAMES


def test_only_administrators_find_the_page(clerk: Clerk, approver: Clerk, administrator: Clerk) -> None:
    assert administrator.at is not None
    assert administrator.at.status_code == 200
    assert "設定と管理" in administrator.opens("/").text
    assert "組織の設定" in administrator.opens("/administration").text
    for other in (clerk, approver):
        assert other.opens(PAGE).status_code == 404
        assert "組織の設定" not in other.opens("/").text


def test_saving_nothing_new_changes_nothing_and_tells_that_it_was_looked_at(
    administrator: Clerk, office: Office
) -> None:
    administrator.sends(PAGE)
    assert "変更はありませんでした。" in administrator.text
    assert preferences(office) == Preferences()
    assert told(office, "preferences_changed") == []
    assert told(office, "preferences_confirmed") == [{}]


def test_what_is_changed_is_kept_and_audited_by_name_alone(administrator: Clerk, office: Office) -> None:
    administrator.sends(
        PAGE,
        request_link_days="１４",
        access_code_rule="four_digits",
        contact_phone="０３ー１２３４ー５６７８",
        allows_decline=None,
        seal_drawn="y",
    )
    kept = preferences(office)
    assert (kept.request_link_days, kept.access_code_rule, kept.contact_phone) == (
        14,
        "four_digits",
        "03-1234-5678",
    )
    assert (kept.allows_decline, kept.seal_methods) == (False, "generated uploaded drawn")
    names = "access_code_rule allows_decline contact_phone request_link_days seal_methods"
    assert told(office, "preferences_changed") == [{"names": names}]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("request_link_days", "0"),
        ("request_link_days", "366"),
        ("largest_attachment_mb", "多め"),
        ("contact_phone", "代表"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    administrator: Clerk, office: Office, name: str, typed: str
) -> None:
    answer = administrator.sends(PAGE, **{name: typed})
    assert answer.status_code == 422
    assert f'id="{name}-error"' in administrator.text
    assert administrator.fields(PAGE)[name] == typed
    assert preferences(office) == Preferences()


def test_a_request_stays_open_as_long_as_the_organisation_says(
    clerk: Clerk, administrator: Clerk, office: Office
) -> None:
    assert administrator.fields(PAGE)["request_link_days"] == "30"
    administrator.sends(PAGE, request_link_days="7", declares_authority=None)
    draft = clerk.drafts()
    clerk.sends(f"/drafts/{draft}/sending")
    submit = office.engine.asked[0]
    assert isinstance(submit, Submit)
    assert submit.link_days == 7
    begun(clerk)
    assert f"party-{clerk.parties()[0]}-declares" not in clerk.fields(clerk.path)


def test_everybody_sets_the_phone_that_mails_print(clerk: Clerk, office: Office) -> None:
    clerk.opens("/own-settings")
    assert clerk.sends("/own-settings", phone="なし").status_code == 422
    clerk.sends("/own-settings", phone="０９０（１２３４）５６７８")
    assert clerk.fields("/own-settings")["phone"] == "090-1234-5678"
    with office.opened.database.reading() as session:
        assert session.scalars(select(User.phone).where(User.mail == LEGAL)).one() == "090-1234-5678"
    assert told(office, "own_phone_changed") == [{}]
