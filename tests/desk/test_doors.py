"""Every door of the whole application is guarded, and a stranger's key opens none of ours."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from contracts.roles import Role
from database.engine import now_of
from database.people import Organization, User
from tests.access.matrix import ONE_OF
from tests.applications import application, without_tokens
from tests.counterparty.office import Office
from tests.desk.cases import concluded, sent_by
from tests.desk.site import Clerk, password_hash
from webapp.parts import EXTENSION

PUBLIC = {
    "abuse.received",
    "abuse.report",
    "abuse.report_form",
    "calendar_feed.calendar",
    "static",
    "tax_visit.sign_in",
    "tax_visit.sign_in_again",
    "choose_language",
    "health.healthz",
    "health.readyz",
    "hooks.receive_mail",
    "hooks.sendgrid",
    "hooks.slack",
    "hooks.twilio",
    "entry.sign_in",
    "entry.sign_in_again",
    "entry.sign_out",
    "entry.change_password",
    "entry.choose_company",
    "entry.company",
    "entry.company_return",
    "entry.second_factor",
    "entry.enter_second_factor",
    "entry.forgotten",
    "entry.forget",
    "entry.reset_asked",
    "entry.reset_link",
    "entry.new_password",
    "entry.set_new_password",
    "filing.address_form",
    "filing.file_own_address",
    "filing.address_sent",
    "filing.address_link",
    "filing.confirmation",
    "filing.confirm",
    "api.specification",
    "counterparty.link",
    "counterparty.arrival",
    "counterparty.visits",
    "counterparty.signing_url",
    "counterparty.claim_code",
    "counterparty.simple_link",
    "short.short_link",
    "shared.link",
    "shared.code",
    "shared.enter_code",
    "readers.sign_in",
    "readers.sign_in_again",
    "readers.link",
    "readers.link_sent",
    "readers.registration",
    "readers.ask_registration",
    "readers.new_account",
    "readers.fill_in_account",
    "readers.confirmation",
    "readers.register",
    "readers.forgotten",
    "readers.forget",
    "readers.new_password",
    "readers.set_new_password",
    "outbox.mailbox",
    "outbox.letter",
    "outbox.body",
    "guide.guide",
    "guide.faq",
    "guide.logo",
    "guide.booklet",
    "verification.form",
    "verification.program",
    "verification.verify",
}
STRANGER = "boss@other.example"
MISSING = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def whole(site: Flask) -> Flask:
    """The application as it is served, forms without their token: here the guards are tried, not that."""
    return application(site.extensions[EXTENSION], without_tokens)


@pytest.fixture
def stranger(office: Office, whole: Flask) -> FlaskClient:
    """An administrator of another organisation, signed in."""
    with office.opened.database.writing() as session:
        elsewhere = Organization(name="別の会社", created_at=now_of(session))
        session.add(elsewhere)
        session.flush()
        session.add(
            User(
                organization_id=elsewhere.id,
                mail=STRANGER,
                mail_key=STRANGER,
                name="他社 太郎",
                role=Role.ADMINISTRATOR,
                password_hash=password_hash(),
                must_change_password=False,
                created_at=now_of(session),
            )
        )
    clerk = Clerk(whole)
    assert clerk.signs_in(STRANGER).status_code == 200
    return clerk.client


def doors(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def path_of(rule: Rule, contract: str, party: str) -> str:
    named = {"public_id": contract, "contract_id": contract, "party": party}
    named |= {words[2]: words[1] for words in ONE_OF.finditer(rule.rule)}
    given: dict[str, object] = {}
    for argument in rule.arguments:
        is_number = f"<int:{argument}>" in rule.rule
        given[argument] = 1 if is_number else named.get(argument, MISSING)
    built = rule.build(given)
    assert built is not None
    return built[1]


def told(answer: TestResponse, contract: str) -> tuple[int, str]:
    """Return what a page says; the token of its forms carries the second in which it was made."""
    page = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)
    return answer.status_code, page.replace(contract, MISSING)


def test_every_door_is_guarded_or_known_to_be_public(whole: Flask) -> None:
    open_doors = set()
    for rule, method in doors(whole):
        answer = whole.test_client().open(path_of(rule, MISSING, MISSING), method=method)
        to_sign_in = answer.status_code in {302, 303} and "/sign-in" in answer.headers["Location"]
        if not to_sign_in and answer.status_code != 401:
            open_doors.add(rule.endpoint)
    assert open_doors <= PUBLIC


@pytest.mark.shows("T01")
def test_another_organisation_meets_404_at_every_door_as_if_nothing_were_there(
    clerk: Clerk, office: Office, whole: Flask, stranger: FlaskClient
) -> None:
    done = sent_by(clerk, office)
    concluded(office, done)
    party = done.parties[0].public_id
    names = [clerk.drafts("下書きの契約"), sent_by(clerk, office).contract, done.contract]
    tried = 0
    for rule, method in doors(whole):
        if (
            not rule.endpoint.startswith(("legal.", "management.", "compliance."))
            or "public_id" not in rule.arguments
        ):
            continue
        nothing = stranger.open(path_of(rule, MISSING, party), method=method, follow_redirects=True)
        assert nothing.status_code == 404, rule
        for name in names:
            answer = stranger.open(path_of(rule, name, party), method=method, follow_redirects=True)
            assert told(answer, name) == told(nothing, MISSING), (rule, method)
            tried += 1
    assert tried > 50


@pytest.mark.shows("T27")
def test_what_is_private_is_kept_in_no_cache(clerk: Clerk, office: Office, whole: Flask) -> None:
    case = sent_by(clerk, office)
    concluded(office, case)
    browser = Clerk(whole)
    browser.signs_in("legal@sample.example")
    page = f"/contracts/{case.contract}"
    for path in ("/", "/contracts", page, f"{page}/signed.pdf", f"{page}/shown/document.pdf"):
        answer = browser.client.get(path)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store", path
