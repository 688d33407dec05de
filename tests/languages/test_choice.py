"""Whose word counts for the language of a page, and what choosing one changes."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from database.party import Party
from database.people import User
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor
from tests.desk.site import Clerk
from tests.languages.switch import language_of, without_switch
from workflows.door import EngineUnavailable

ENGLISH_BROWSER = {"Accept-Language": "en-GB,en;q=0.9"}


def speaks(office: Office, row: User | Party, language: str) -> None:
    with office.opened.database.writing() as session:
        table = User if isinstance(row, User) else Party
        session.execute(update(table).where(table.id == row.id).values(language=language))


@pytest.mark.parametrize(
    ("asked", "given"),
    [(None, "ja"), ("en-US,en;q=0.9", "en"), ("fr-FR", "ja"), ("fr,en;q=0.5", "en"), ("ja,en;q=0.9", "ja")],
)
def test_a_stranger_gets_what_the_browser_asks_for_and_japanese_otherwise(
    site: Flask, asked: str | None, given: str
) -> None:
    headers = {"Accept-Language": asked} if asked else {}
    assert language_of(site.test_client().get("/sign-in", headers=headers).text) == given


@pytest.mark.shows("MK-68")
def test_a_signed_in_person_gets_their_own_language_whatever_the_browser_asks(
    clerk: Clerk, office: Office, person: User
) -> None:
    assert language_of(clerk.client.get("/", headers=ENGLISH_BROWSER).text) == "ja"
    speaks(office, person, "en")
    assert language_of(clerk.opens("/").text) == "en"


@pytest.mark.shows("MK-68")
def test_a_party_gets_the_language_its_sender_chose(site: Flask, office: Office) -> None:
    party = office.sent().parties[0]
    visitor, token = Visitor(site), office.link(party)
    visitor.arrives(token)
    assert language_of(visitor.client.get("/c/arrival", headers=ENGLISH_BROWSER).text) == "ja"
    speaks(office, party, "en")
    visitor.enters(token)
    assert language_of(visitor.text) == "en"
    assert "Send back" in visitor.text


@pytest.mark.shows("MK-68")
def test_the_readers_own_choice_counts_before_everything_and_leads_back_to_the_page(
    site: Flask, office: Office
) -> None:
    visitor = Visitor(site)
    visitor.enters(office.link(office.sent().parties[0]))
    visitor.opens("/c/contract?pages=all")
    answer = visitor.posts("/language", language="en")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/c/contract?pages=all")
    assert language_of(visitor.opens("/c/contract").text) == "en"
    visitor.sends("/language", language="ja")
    assert language_of(visitor.text) == "ja"


def test_the_choice_of_staff_is_kept_for_their_mails(clerk: Clerk, office: Office, person: User) -> None:
    clerk.opens("/contracts")
    clerk.sends("/language", language="en")
    assert clerk.path == "/contracts"
    with office.opened.database.reading() as session:
        assert session.get_one(User, person.id).language == "en"


def test_looking_chooses_nothing(clerk: Clerk) -> None:
    assert clerk.client.get("/language?language=en").status_code == 405
    assert language_of(clerk.opens("/").text) == "ja"


@pytest.mark.shows("T23")
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_the_switch_leads_to_no_other_site(clerk: Clerk, elsewhere: str) -> None:
    clerk.opens("/")
    clerk.sends("/language", language="en", next=elsewhere)
    assert clerk.path == "/"


@pytest.mark.shows("T21")
def test_a_choice_needs_its_token_and_a_language_there_is(clerk: Clerk) -> None:
    assert clerk.client.post("/language", data={"language": "en"}).status_code == 400
    clerk.opens("/")
    assert clerk.sends("/language", language="fr").status_code == 400
    assert language_of(clerk.opens("/").text) == "ja"


def test_the_answer_to_a_form_leads_back_to_where_the_form_is(
    clerk: Clerk, site: Flask, office: Office
) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}/confirmation")
    office.engine.silence = EngineUnavailable()
    clerk.sends(f"/drafts/{draft}/sending")
    assert clerk.fields("/language")["next"] == f"/drafts/{draft}/confirmation"
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(f"/drafts/{draft}", starts_on="いつか")
    assert clerk.fields("/language")["next"] == f"/drafts/{draft}"
    stranger = Clerk(site)
    stranger.opens("/sign-in")
    stranger.sends("/sign-in", login="nobody@sample.example", password="wrong")  # noqa: S106 -- nobody's
    assert stranger.fields("/language")["next"] == "/sign-in"


@pytest.mark.shows("MK-68")
def test_the_sender_chooses_the_language_of_each_party_with_the_draft(clerk: Clerk, office: Office) -> None:
    draft = clerk.drafts()
    clerk.opens(f"/drafts/{draft}")
    party = clerk.parties()[0]
    clerk.sends(f"/drafts/{draft}", **{f"party-{party}-language": "en", "intent": "confirmation"})
    assert "English" in without_switch(clerk.text)
    with office.opened.database.reading() as session:
        assert session.scalars(select(Party.language).where(Party.public_id == party)).one() == "en"
