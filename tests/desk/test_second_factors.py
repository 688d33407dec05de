"""二段階認証の登録を解除: on a page of its own, on record, and the only way to another registration."""

from dataclasses import replace

import pytest
from flask import Flask

from database.audit import AuditEvent
from tests.chains import first_broken_link
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor, create_site
from tests.counterparty.test_second_factors import L3, registers
from tests.counterparty.totp import code_of, secret_on
from tests.desk.site import Clerk


@pytest.fixture
def outside(office: Office) -> Flask:
    return create_site(office)


@pytest.mark.shows("MK-74", "T07")
def test_a_release_ends_the_visits_that_were_open_to_the_person(
    clerk: Clerk, office: Office, outside: Flask
) -> None:
    sent, other = office.sent(L3), office.sent(replace(L3, mail="other@example.com"))
    token, browser, beside = office.link(sent.parties[0]), Visitor(outside), Visitor(outside)
    registers(browser, token)
    beside.enters(office.link(other.parties[0]))
    assert browser.client.get("/c/contract/document.pdf").status_code == 200
    release = f"/contracts/{sent.contract}/parties/{sent.parties[0].public_id}/second-factor-release"
    clerk.opens(release)
    clerk.sends(release)
    assert browser.client.get("/c/contract/document.pdf").status_code == 401
    assert beside.client.get("/c/authentication/totp").status_code == 200
    browser.enters(token)
    assert "認証アプリの登録" in browser.text


@pytest.mark.shows("MK-74")
def test_a_released_second_factor_is_dead_at_once_and_another_is_registered_at_the_next_visit(
    clerk: Clerk, office: Office, outside: Flask
) -> None:
    first, second = office.sent(L3), office.sent(L3)
    secret, _ = registers(Visitor(outside), office.link(first.parties[0]))
    page = f"/contracts/{first.contract}"
    clerk.opens(page)
    assert "二段階認証：登録済み" in clerk.text
    release = f"{page}/parties/{first.parties[0].public_id}/second-factor-release"
    clerk.opens(release)
    assert "登録を解除しますか" in clerk.text
    clerk.sends(release)
    assert "登録を解除しました" in clerk.text
    assert "二段階認証：登録済み" not in clerk.text
    later = Visitor(outside)
    later.enters(office.link(second.parties[0]))
    assert secret_on(later) != secret
    assert later.sends("/c/authentication/totp", code=code_of(secret, 1)).status_code == 422
    later.sends("/c/authentication/totp", code=code_of(secret_on(later)))
    assert "すべて見る" in later.text
    with office.opened.database.reading() as session:
        [told] = session.query(AuditEvent).filter_by(code="second_factors_revoked")
        assert first.parties[0].public_id in told.facts
        assert first_broken_link(session, office.organization.id) is None


def test_a_party_without_a_second_factor_has_nothing_to_release(clerk: Clerk, office: Office) -> None:
    sent = office.sent(L3)
    clerk.opens(f"/contracts/{sent.contract}")
    assert "二段階認証" not in clerk.text
    release = f"/contracts/{sent.contract}/parties/{sent.parties[0].public_id}/second-factor-release"
    assert clerk.opens(release).status_code == 404
