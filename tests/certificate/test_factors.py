"""How a certificate tells what was passed: each factor with its time, and what was registered on the way."""

import pytest
from flask import Flask

from adapters.certificates.words import event, factors_at, profile
from contracts.authentication import Factor
from database.certificate_lines import Lines
from database.contract import Contract
from database.party import Party
from tests.counterparty.conftest import founded, office, site, visitor  # noqa: F401 -- fixtures
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor
from tests.counterparty.test_second_factors import L3, registers

TIMES = ["2026-11-21T13:02:03.248+09:00", "2026-11-21T13:03:00.000+09:00"]
PASSED = {"authenticated": ["mail_link", "totp"], "passed_at": TIMES, "enrolled": ["totp"]}


@pytest.mark.shows("LW-04", "CL-30")
def test_each_factor_stands_with_its_time_and_a_new_one_says_so() -> None:
    assert factors_at(PASSED) == [
        "メールのURL［2026-11-21 13:02:03.248 +09:00］",
        "認証アプリ［2026-11-21 13:03:00.000 +09:00、この手続きの中で登録］",
    ]
    assert factors_at({**PASSED, "passed_at": [], "enrolled": []}) == ["メールのURL", "認証アプリ"]


@pytest.mark.shows("CF-05", "AD-13")
def test_the_profile_is_the_one_that_was_reached() -> None:
    reached = {
        "L1": [["mail_link"], ["signing_url"]],
        "L2": [["mail_link", "access_code"], ["signing_url", "mail_code"], ["mail_link", "mail_code"]],
        "L3": [["mail_link", "sms_code"], ["mail_link", "access_code", "passkey"]],
        "": [["staff_account"]],
    }
    for name, cases in reached.items():
        assert [profile(case) for case in cases] == [name] * len(cases)


@pytest.mark.shows("LW-04")
def test_the_lines_of_a_party_hold_its_link_and_its_newly_registered_factor(
    office: Office,  # noqa: F811 -- the fixture
    site: Flask,  # noqa: F811 -- the fixture
) -> None:
    sent = office.sent(L3)
    registers(Visitor(site), office.link(sent.parties[0]))
    with office.opened.database.reading() as session:
        contract = session.get_one(Contract, office.contract(sent).id)
        lines = Lines(session, contract).of_party(session.get_one(Party, sent.parties[0].id))
    told = [(line.kind, [one.value for one in line.details]) for line in lines]
    assert ("visit_began", []) in told
    assert ("factor_enrolled", [Factor.TOTP]) in told
    assert event("factor_enrolled") == "認証：この手続きの中で登録し、通過"
