"""The pages in English: nothing Japanese is left on them but names and what people wrote."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from contracts.roles import Role
from database.party import RequiredDocument
from database.people import User
from tests.compliance.conftest import AUDITOR
from tests.counterparty.judged import SIGNATURE, VERDICTS
from tests.counterparty.office import Office
from tests.counterparty.planning import CODE, Plan, paper
from tests.counterparty.scene import site_with_refusals
from tests.counterparty.site import Visitor
from tests.desk.gallery import APPROVER, LEGAL, fill
from tests.desk.site import Clerk, hired
from tests.languages.reading import data_of, japanese_left, run_together
from tests.languages.switch import language_of
from tests.verification.site import TOKEN, Stranger

ELSEWHERE = ("/account", "/address", "/c/", "/healthz", "/password/", "/readyz", "/shared", "/sign-in")
LEADING_ON = ("/approvals", "/contracts/unconfirmed", "/deadlines/notices")
"""Beside these the suggestions are no page, a grant needs a reader's code, a 税務調査 a visitor."""
ADMINISTRATOR = "all@sample.example"
ENGLISH = {"Accept-Language": "en"}
FILES = (".csv", ".json", ".pdf", ".zip", "/ledger/export", "/ledger/template")
STATUSES = (400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503)
FILE_SAYS = [SIGNATURE.signer or "", SIGNATURE.reason or "", SIGNATURE.timestamp_authority]


def reads(answer: TestResponse, office: Office) -> None:
    reads_beside(answer, data_of(office))


def reads_beside(answer: TestResponse, data: list[str]) -> None:
    assert language_of(answer.text) == "en", answer.request.path
    assert japanese_left(answer.text, [*FILE_SAYS, *data]) == [], answer.request.path
    assert run_together(answer.text) == [], answer.request.path


def in_english(site: Flask, mail: str) -> Clerk:
    clerk = Clerk(site)
    clerk.signs_in(mail)
    clerk.sends("/language", language="en")
    return clerk


def pages_of(site: Flask) -> Iterator[str]:
    """Yield the addresses of pages without arguments."""
    for rule in site.url_map.iter_rules():
        is_file = rule.rule.startswith("/api/") or rule.rule.endswith(FILES)
        if "GET" in (rule.methods or ()) and not rule.arguments and not is_file:
            yield rule.rule


@pytest.mark.shows("MK-68")
def test_every_page_of_staff_is_english_in_every_stage(site: Flask, office: Office) -> None:
    gallery = fill(office, site)
    hired(office, AUDITOR, Role.COMPLIANCE)
    hired(office, ADMINISTRATOR, Role.ADMINISTRATOR)
    addresses = [
        *pages_of(site),
        *(f"/contracts/{one}" for one in gallery.contracts.values()),
        *(f"/contracts/{one}/withdrawal" for one in gallery.contracts.values()),
        f"/contracts/{gallery.contracts['approval']}/rejection",
        *(f"/drafts/{gallery.draft}{part}" for part in ("", "/document", "/confirmation", "/deletion")),
        f"/drafts/{gallery.bare_draft}?missing=yes",
        "/contracts?q=nothing+of+that+name",
    ]
    data = data_of(office)
    opened: set[str] = set()
    for mail in (LEGAL, APPROVER, AUDITOR, ADMINISTRATOR):
        clerk = in_english(site, mail)
        for address in addresses:
            answer = clerk.client.get(address)
            if answer.mimetype == "text/html" and answer.location is None:
                reads_beside(answer, data)
                opened |= {address} if answer.status_code == 200 else set()
    closed = {one for one in addresses if one not in opened and not one.startswith(ELSEWHERE)}
    visits = {"/tax-visit", "/tax-visit/corrections"}
    assert closed == {*LEADING_ON, *visits, "/contracts/suggestions", "/overview/grants/new"}


def test_what_staff_are_told_after_an_act_is_english(site: Flask, office: Office, person: User) -> None:
    clerk = in_english(site, person.mail)
    draft = clerk.drafts("Lease")
    for path, typed in (
        (f"/drafts/{draft}", {"starts_on": "someday", "amount": "much", "intent": "confirmation"}),
        (f"/drafts/{draft}", {"title": "", "intent": "confirmation"}),
        (f"/drafts/{draft}", {"title": "Lease", "starts_on": "", "amount": "", "intent": "save"}),
    ):
        clerk.opens(f"/drafts/{draft}")
        reads(clerk.sends(path, **typed), office)
    clerk.opens("/drafts/new")
    reads(clerk.uploads("/drafts/new", b"no pdf", "no.pdf"), office)
    clerk.opens("/password")
    reads(clerk.sends("/password", current="wrong", new="short", again="other"), office)


@pytest.mark.shows("MK-68")
def test_the_counterpartys_whole_way_is_english(site: Flask, office: Office) -> None:
    sent = office.sent(
        Plan("Ichiro Sato", role="Tenant", code=CODE, hint="Date of birth"),
        Plan("Hanako Suzuki", role="Landlord", order=2),
        title="Lease",
    )
    visitor = Visitor(site)
    visitor.arrives(office.link(sent.parties[0]))
    visitor.sends("/language", language="en")
    reads(visitor.opens("/c/arrival"), office)
    reads(visitor.sends("/c/visits"), office)
    reads(visitor.sends("/c/access-code", code="wrong"), office)
    reads(visitor.sends("/c/access-code", code=CODE), office)
    visitor.opens("/c/send-back")
    reads(visitor.sends("/c/send-back", reason=""), office)
    reads(visitor.sends("/c/send-back", reason="Please change the rent."), office)
    visitor.opens("/c/contract")
    reads(visitor.sends("/c/contract/reading"), office)
    reads(visitor.sends("/c/imprint", text="Sato", step="draw"), office)
    reads(visitor.opens("/c/preview"), office)
    reads(visitor.sends("/c/agreement/confirmation"), office)
    reads(visitor.sends("/c/agreement"), office)


def test_documents_are_asked_for_and_handed_in_in_english(site: Flask, office: Office) -> None:
    sent = office.sent(Plan("Ichiro Sato", role="Tenant", documents=("Driving licence",)), title="Lease")
    visitor = Visitor(site)
    visitor.arrives(office.link(sent.parties[0]))
    visitor.sends("/language", language="en")
    visitor.sends("/c/visits")
    visitor.sends("/c/contract/reading")
    with office.opened.database.reading() as session:
        item = session.scalars(select(RequiredDocument.public_id)).one()
    reads(visitor.hands_in(item, b"nothing", "licence.pdf"), office)
    reads(visitor.hands_in(item, paper("Licence"), "licence.pdf"), office)


def test_entry_errors_and_verification_are_english(office: Office) -> None:
    site = site_with_refusals(office)
    client = site.test_client()
    addresses = (
        "/sign-in",
        "/password/reset",
        "/password/reset/gone-or-never-there",
        "/verify",
        "/c/arrival",
        "/c/contract",
        *(f"/refusal/{code}" for code in STATUSES),
        *(f"/verdict/{name}" for name in VERDICTS),
    )
    for address in addresses:
        reads(client.get(address, headers=ENGLISH), office)
    stranger = Stranger(site)
    token = TOKEN.search(stranger.opens().text)
    assert token is not None
    answer = stranger.client.post("/verify", data={"csrf_token": token[1]}, headers=ENGLISH)
    reads(answer, office)
