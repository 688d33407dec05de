"""A draft filled in from a 届出, and an outdated address that cannot be sent to unnoticed (GM-07, AD-19)."""

import re
from datetime import timedelta

import pytest

from adapters.passwords import access_code_matches
from contracts.acts import Reissue, Submit
from database.office import AddressEntry
from database.people import User
from database.queries.drafts import DraftFacts, new_draft
from database.queries.filed_addresses import today_in_japan
from database.sessions import Staff
from tests.addresses.filer import MAIL, Filer, entries, told
from tests.addresses.test_deciding import approved, page_of
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from tests.desk.typing import begun, kept, of
from webapp.drafting import add_party

TOKEN = re.compile(r'name="outdated"[^>]*?value="([^"]+)"')


def blank(clerk: Clerk, office: Office) -> str:
    """Begin a draft without a paper and return its page, shown."""
    with clerk.site.test_request_context(), office.opened.database.writing() as session:
        user = session.query(User).filter_by(mail="legal@sample.example").one()
        contract = new_draft(
            session, Staff("", user, office.organization), DraftFacts(title="業務委託契約書")
        )
        session.flush()
        add_party(session, contract)
        page = f"/drafts/{contract.public_id}"
    clerk.opens(page)
    return page


def filled_draft(clerk: Clerk, entry: AddressEntry) -> str:
    """Begin a draft whose one party is filled in from the entry, and return its public id."""
    page = begun(clerk, title="建物賃貸借契約書", contract_type="lease", standing="agent")
    party, *rest = clerk.parties()
    for other in rest:
        clerk.sends(page, remove=other)
    clerk.sends(page, filed=party, **of(party, filed=entry.public_id, role="借主"))
    return page.rpartition("/")[2]


def sent(clerk: Clerk, draft: str, **typed: object) -> int:
    clerk.opens(f"/drafts/{draft}/confirmation")
    return clerk.sends(f"/drafts/{draft}/sending", **typed).status_code


def ends(office: Office, entry: AddressEntry, from_today: timedelta) -> None:
    """The last day in Japan is the last on which an entry holds."""
    with office.opened.database.writing() as session:
        row = session.get_one(AddressEntry, entry.id)
        row.expires_on = today_in_japan(session) + from_today


@pytest.mark.shows("GM-07")
def test_an_approved_entry_fills_in_company_person_mail_and_code(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    entry = filer.has_filed()
    page = blank(clerk, office)
    assert "届出から入れる" not in clerk.text
    approved(clerk, entry)
    clerk.opens(page)
    party = clerk.parties()[0]
    clerk.sends(page, filed=party, **of(party, filed=entry.public_id))
    row = kept(office, party)
    assert (row.kind, row.company, row.name, row.mail) == (
        "corporate_informal",
        "株式会社みどり商店",
        "佐藤 花子",
        MAIL,
    )
    assert access_code_matches(row.access_code_hash, "4821")
    assert "届出で決めたアクセスコード" in row.access_code_hint
    assert clerk.fields(page)[f"party-{party}-company"] == "株式会社みどり商店"


def test_what_is_filled_in_stays_when_the_page_is_shown_again_for_a_fault(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    entry = filer.has_filed()
    approved(clerk, entry)
    page = blank(clerk, office)
    party = clerk.parties()[0]
    clerk.sends(page, filed=party, starts_on="いつか", **of(party, filed=entry.public_id))
    assert clerk.fields(page)[f"party-{party}-mail"] == MAIL
    assert kept(office, party).mail == MAIL


def test_an_entry_that_has_ended_meanwhile_fills_in_nothing(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    entry = filer.has_filed()
    approved(clerk, entry)
    page = blank(clerk, office)
    party = clerk.parties()[0]
    ends(office, entry, timedelta(days=-1))
    clerk.sends(page, filed=party, **of(party, filed=entry.public_id))
    assert "いまは使えません" in clerk.text
    assert kept(office, party).mail == ""


@pytest.mark.shows("AD-19")
def test_an_expired_address_is_sent_to_only_when_it_was_ticked(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    entry = filer.has_filed()
    approved(clerk, entry)
    draft = filled_draft(clerk, entry)
    ends(office, entry, timedelta(0))
    clerk.opens(f"/drafts/{draft}/confirmation")
    assert TOKEN.findall(clerk.text) == []
    ends(office, entry, timedelta(days=-1))
    assert sent(clerk, draft) == 422
    assert "届出は失効しています" in clerk.text
    assert office.engine.acts(Submit) == []
    assert sent(clerk, draft, outdated="something else") == 422
    [token] = TOKEN.findall(clerk.text)
    assert sent(clerk, draft, outdated=token) == 200
    assert len(office.engine.acts(Submit)) == 1
    [facts] = told(office, "outdated_address_accepted")
    assert (facts["mail"], facts["why"]) == (MAIL, "expired")


@pytest.mark.shows("AD-19", "CF-19")
def test_a_request_is_repeated_to_an_outdated_address_only_when_it_was_ticked(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    case = office.sent(Plan(mail="sato@example.com"))
    entry = filer.has_filed(mail="sato@example.com")
    again = f"/contracts/{case.contract}/re-request"
    ticked = f"{again}?party={case.parties[0].public_id}"
    clerk.opens(ticked)
    clerk.sends(again)
    assert TOKEN.findall(clerk.text) == []
    approved(clerk, entry)
    ends(office, entry, timedelta(days=-1))
    clerk.opens(ticked)
    clerk.sends(again)
    assert clerk.sends(f"{again}/sending").status_code == 422
    assert office.engine.acts(Reissue) == []
    [token] = TOKEN.findall(clerk.text)
    assert clerk.sends(f"{again}/sending", outdated=token).status_code == 200
    assert len(office.engine.acts(Reissue)) == 1
    assert len(told(office, "outdated_address_accepted")) == 1


@pytest.mark.shows("AD-19")
def test_a_changed_address_and_a_changed_code_are_both_noticed(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    first = filer.has_filed()
    approved(clerk, first)
    draft = filled_draft(clerk, first)
    second = filer.has_filed(code="9999")
    approved(clerk, second)
    assert sent(clerk, draft) == 422
    assert "変更される前のもの" in clerk.text
    third = filer.has_filed(mail="jiro@midori.example", previous_mail=MAIL)
    approved(clerk, third)
    assert sent(clerk, draft) == 422
    assert "別の届出に変更されています" in clerk.text
    clerk.opens(page_of(third))
    assert len(entries(office)) == 3


def test_a_rejected_address_is_noticed_and_one_nobody_filed_is_not(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    entry = filer.has_filed(mail="sato@example.com")
    draft = clerk.drafts()
    assert TOKEN.findall(clerk.text) == []
    clerk.opens(page_of(entry))
    clerk.sends(f"{page_of(entry)}/rejection", reason="権限のある方ではありません。")
    assert sent(clerk, draft) == 422
    assert "届出は却下されています" in clerk.text
    assert office.engine.acts(Submit) == []
