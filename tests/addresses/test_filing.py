"""The public form: what it asks, what makes an entry count, and that it tells nobody anything (GM-05)."""

import os
import re
from datetime import timedelta

import pytest
from sqlalchemy import update
from temporalio.client import Client

from adapters.durable import PART
from adapters.passwords import access_code_matches
from contracts.filed_addresses import CONFIRMATION_LIFE, DECLARATION_VERSION, EntryState
from contracts.one_time_codes import MOST_FROM_A_REMOTE, MOST_TO_AN_ADDRESS
from database.office import AddressEntry
from database.queries.preferences import set_preference
from tests.addresses.filer import LINK, MAIL, Filer, entries, mails, state_of, told
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from workflows.door import Door, EngineUnavailable
from workflows.housekeeping import forget_addresses, keep_house

NOBODY_LISTENS = "127.0.0.1:9"
TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')


def prefer(office: Office, name: str, value: object) -> None:
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, name, value)


@pytest.mark.shows("GM-05", "GM-06")
def test_what_is_filed_counts_once_its_mail_is_confirmed(filer: Filer, office: Office, clerk: Clerk) -> None:
    filer.files()
    assert filer.browser.path == f"{filer.page}/sent"
    [entry] = entries(office)
    assert (entry.company, entry.title, entry.name, entry.mail) == (
        "株式会社みどり商店",
        "総務部長",
        "佐藤 花子",
        MAIL,
    )
    assert entry.state == EntryState.UNCONFIRMED
    assert "届出はまだありません" in clerk.opens("/filed-addresses").text
    assert "届出を受け付けました" in filer.confirms().text
    [entry] = entries(office)
    assert (entry.state, entry.declaration) == (EntryState.PENDING, DECLARATION_VERSION)
    assert entry.confirmed_at is not None
    assert "佐藤 花子" in clerk.opens("/filed-addresses").text
    shown = clerk.opens(f"/filed-addresses/{entry.public_id}").text
    assert "締結する権限のある方のメールアドレスです" in shown
    assert f"（{DECLARATION_VERSION}版、" in shown


def test_opening_the_link_confirms_nothing_and_pressing_twice_confirms_once(
    filer: Filer, office: Office
) -> None:
    filer.files()
    [text] = mails(office, "address_confirm")
    [link] = LINK.findall(text)
    filer.browser.opens(link.removeprefix(office.opened.settings.base_url))
    assert state_of(office, entries(office)[0]) is EntryState.UNCONFIRMED
    again = filer.browser.fields("/address/confirmation")
    filer.browser.sends("/address/confirmation")
    filer.browser.client.post("/address/confirmation", data=again)
    assert len(told(office, "address_confirmed")) == 1


def test_a_button_drawn_for_one_entry_confirms_no_other(filer: Filer, office: Office) -> None:
    filer.files()
    [link] = LINK.findall(mails(office, "address_confirm")[-1])
    filer.browser.opens(link.removeprefix(office.opened.settings.base_url))
    filer.browser.sends("/address/confirmation", entry="another")
    assert state_of(office, entries(office)[0]) is EntryState.UNCONFIRMED


def test_the_link_ends_after_a_day_and_says_so(filer: Filer, office: Office) -> None:
    filer.files()
    [text] = mails(office, "address_confirm")
    [link] = LINK.findall(text)
    path = link.removeprefix(office.opened.settings.base_url)
    with office.opened.database.writing() as session:
        early = entries(office)[0].filed_at - CONFIRMATION_LIFE
        session.execute(update(AddressEntry).values(filed_at=early))
    assert filer.browser.opens(path).status_code == 410
    assert filer.browser.opens("/address/confirmation").status_code == 410
    assert filer.browser.opens("/address/confirmation/unknown").status_code == 410


def test_what_nobody_confirmed_is_forgotten_a_day_after_its_link_ended(filer: Filer, office: Office) -> None:
    kept = filer.has_filed()
    filer.files(mail="late@midori.example")
    filer.files(mail="never@midori.example")
    with office.opened.database.writing() as session:
        for address, hours in ((MAIL, 49), ("late@midori.example", 47), ("never@midori.example", 49)):
            aged = kept.filed_at - timedelta(hours=hours)
            session.execute(update(AddressEntry).where(AddressEntry.mail == address).values(filed_at=aged))
    assert forget_addresses(office.opened.database) == 1
    assert [entry.mail for entry in entries(office)] == [MAIL, "late@midori.example"]


async def test_a_daily_chore_that_fails_keeps_none_of_the_others_from_its_turn(
    filer: Filer, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    filer.files()
    long_ago = entries(office)[0].filed_at - timedelta(hours=49)
    with office.opened.database.writing() as session:
        session.execute(update(AddressEntry).values(filed_at=long_ago))
    not_a_file = office.opened.settings.files / f".nobody.{PART}"
    not_a_file.mkdir(parents=True)
    os.utime(not_a_file, (0, 0))
    await keep_house(Door(await Client.connect(NOBODY_LISTENS, lazy=True)), office.opened)
    assert "not done today: pieces of interrupted writes deleted" in caplog.text
    assert entries(office) == []


def test_nothing_that_a_stranger_typed_stands_in_the_mail(filer: Filer, office: Office) -> None:
    filer.files(company="今すぐ https://thief.example へ", name="至急", title="重要")
    [text] = mails(office, "address_confirm")
    assert not {"thief.example", "至急", "重要"} & set(text.split())
    assert "thief" not in text


@pytest.mark.shows("GM-06")
def test_without_the_declaration_nothing_is_filed_and_nothing_typed_is_lost(
    filer: Filer, office: Office
) -> None:
    answer = filer.files(declared=None)
    assert answer.status_code == 422
    assert "印を付けてください" in answer.text
    fields = filer.browser.fields(filer.page)
    assert (fields["name"], fields["mail"], fields["code"]) == ("佐藤 花子", MAIL, "")
    assert entries(office) == []


@pytest.mark.shows("GM-07")
def test_the_organisation_may_ask_for_four_digits(filer: Filer, office: Office) -> None:
    prefer(office, "access_code_rule", "four_digits")
    for code in ("482", "48211", "48a1", ""):
        assert filer.files(code=code).status_code == 422
    filer.files(code="４８２１")
    [entry] = entries(office)
    assert access_code_matches(entry.code_hash, "4821")
    assert "4821" not in entry.code_hash


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("company", ""),
        ("name", " "),
        ("mail", "hanako"),
        ("previous_mail", "old"),
        ("valid_until", "いつか"),
        ("valid_until", "2020/1/1"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    filer: Filer, office: Office, name: str, typed: str
) -> None:
    answer = filer.files(**{name: typed})
    assert answer.status_code == 422
    assert f'id="{name}-error"' in answer.text
    assert entries(office) == []


@pytest.mark.shows("T17", "T18")
def test_an_address_gets_its_share_of_mails_and_every_answer_is_the_same(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    first = filer.has_filed()
    clerk.opens(f"/filed-addresses/{first.public_id}")
    clerk.sends(f"/filed-addresses/{first.public_id}/approval")
    known = [filer.files().text for _ in range(MOST_TO_AN_ADDRESS + 1)]
    unknown = filer.files(mail="nobody@elsewhere.example").text
    answers = {TOKEN.sub("", text) for text in (*known, unknown)}
    assert len(answers) == 1
    assert len([one for one in entries(office) if one.mail == MAIL]) == MOST_TO_AN_ADDRESS
    assert len(mails(office, "address_confirm")) == MOST_TO_AN_ADDRESS + 1


@pytest.mark.shows("T17")
def test_one_network_address_gets_its_share(filer: Filer, office: Office) -> None:
    filer.files()
    with office.opened.database.writing() as session:
        whole = session.query(AddressEntry).one()
        names = [one.name for one in AddressEntry.__table__.columns if one.name not in {"id", "public_id"}]
        for at in range(MOST_FROM_A_REMOTE):
            copied = {name: getattr(whole, name) for name in names} | {"token_digest": f"{at:064}"}
            session.add(AddressEntry(**copied))
    answer = filer.files(mail="another@midori.example")
    assert answer.status_code == 429
    assert filer.browser.fields(filer.page)["mail"] == "another@midori.example"


def test_a_form_sent_twice_is_filed_once(filer: Filer, office: Office) -> None:
    filer.browser.opens(filer.page)
    key = filer.browser.fields(filer.page)["key"]
    filer.files(key=key)
    filer.files(key=key)
    assert len(entries(office)) == 1


def test_while_the_post_is_silent_the_form_is_kept_and_can_be_sent_again(
    filer: Filer, office: Office
) -> None:
    office.engine.silence = EngineUnavailable()
    answer = filer.files()
    assert answer.status_code == 503
    office.engine.silence = None
    filer.browser.sends(filer.page, code="4821", declared="y")
    assert filer.browser.path == f"{filer.page}/sent"
    assert len(mails(office, "address_confirm")) == 1


@pytest.mark.shows("GM-05")
def test_a_form_that_is_switched_off_is_as_one_that_never_was(filer: Filer, office: Office) -> None:
    unknown = filer.browser.opens("/address/00000000-0000-4000-8000-000000000000")
    prefer(office, "address_form_open", value=False)
    for path in (filer.page, f"{filer.page}/sent"):
        assert filer.browser.opens(path).status_code == unknown.status_code == 404
