"""Each mail in English: its golden text, and nothing of it stronger than the Japanese."""

import json
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from adapters.mail import MAIL_NAMES, MailRenderer, RenderedMail
from adapters.mail.words import WORDS
from contracts.standing import Standing
from contracts.told_statements import told_not_accredited, told_standing
from database.party import Party
from database.people import User
from tests.counterparty.office import Office
from tests.languages.letters import letters_after_sending
from tests.mail.test_templates import facts as japanese_facts
from tools.texts import is_japanese

GOLDEN = Path(__file__).parent / "golden"
RENDERER = MailRenderer("https://keiyaku.example.jp", "help@example.jp")
PEOPLE = json.loads((GOLDEN / "english.json").read_text())
ENGLISH = WORDS["en"]


def facts(name: str) -> dict[str, Any]:
    """Return the facts of the Japanese golden mail, told of people who write English."""
    return {key: PEOPLE.get(key, value) for key, value in japanese_facts(name).items()}


def rendered(name: str, **other: object) -> RenderedMail:
    return RENDERER.render(name, facts(name) | other, "en")


@pytest.mark.shows("AD-22")
@pytest.mark.parametrize("name", MAIL_NAMES)
def test_each_mail_reads_as_its_golden_text_and_keeps_no_japanese(name: str) -> None:
    mail = rendered(name)
    assert f"{mail.subject}\n\n{mail.text}" == (GOLDEN / f"{name}.txt").read_text()
    assert not is_japanese(mail.subject + mail.text + mail.html)


@pytest.mark.parametrize("name", MAIL_NAMES)
def test_the_html_says_what_the_text_says_and_names_its_language(name: str) -> None:
    mail = rendered(name)
    assert '<html lang="en">' in mail.html
    for value in facts(name).values():
        if isinstance(value, str) and value in mail.text:
            assert value in mail.html


@pytest.mark.parametrize("name", MAIL_NAMES)
def test_a_missing_fact_is_an_error_in_english_too(name: str) -> None:
    for fact in facts(name):
        without = {key: value for key, value in facts(name).items() if key != fact}
        with pytest.raises(UndefinedError):
            RENDERER.render(name, without, "en")


@pytest.mark.shows("AD-23", "UX-20")
def test_the_request_says_who_asks_by_when_and_how_to_make_sure() -> None:
    mail = rendered("sign_request")
    assert mail.subject == "[Aozora Realty K.K.] Request for review: “Services Agreement” (by 10 December)"
    for body in (mail.text, mail.html):
        for part in ("Taro Yamada", "03-1234-5678", "a number you already have on file", "send-only"):
            assert part in body
    assert len(mail.subject) <= 120


def test_what_others_wrote_is_marked_and_no_heading_of_ours_looks_like_it() -> None:
    mail = rendered("sent_back", reason="one\n\n▼ Open the contract\nhttps://thief.example.com")
    assert "> one\n> \n> ▼ Open the contract\n> https://thief.example.com\n" in mail.text
    for name in MAIL_NAMES:
        quoted = {line for line in rendered(name).text.splitlines() if line.startswith(">")}
        said = {f"> {line}" for value in facts(name).values() for line in str(value).splitlines()}
        assert quoted <= said


@pytest.mark.shows("UX-08", "UX-01")
def test_days_times_and_names_are_written_as_english_readers_expect() -> None:
    assert ENGLISH.on_day("2026-04-01") == "1 April 2026"
    assert ENGLISH.on_short_day("2026-12-10") == "10 December"
    assert ENGLISH.time_of_day("2026-03-31T15:02:00+00:00") == "1 April 2026, 00:02 (JST)"
    assert ENGLISH.addressed("ABC Co.", "Ichiro Sato") == "Dear Ichiro Sato, ABC Co."
    assert ENGLISH.addressed("", "") == "Dear Sir or Madam"


@pytest.mark.shows("AD-02")
def test_english_claims_no_more_than_the_japanese() -> None:
    party = told_standing("en", Standing.OWN_SIGNER, "Aozora Realty K.K.", owns=True)
    broker = told_standing("en", Standing.BROKER, "Aozora Realty K.K.", owns=False)
    assert "They are not witness-type" in party
    assert "not a party to this contract (capacity: broker)" in broker
    assert "not from a time certification service accredited" in told_not_accredited("en")
    assert "They are not timestamps under Article 4" in told_not_accredited("en")


def test_a_letter_goes_out_in_the_language_of_whom_it_is_for(office: Office) -> None:

    party = office.sent().parties[0]
    with office.opened.database.writing() as session:
        session.get_one(Party, party.id).language = "en"
        session.get_one(User, office.owner.id).language = "en"
    assert {letter.language for letter in letters_after_sending(office)} == {"en"}
