"""TOTP of staff: registered, asked for, locked, recovered, taken away (GM-35)."""

import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from database.account_letters import AccountLetterDesk
from database.engine import now_of
from database.staff_factor import RecoveryCode, StaffFactor
from tests.access.house import House
from tests.desk.site import Clerk
from tests.people.test_users import codes, user

OWN, ASKED = "/own-settings/second-factor", "/sign-in/second-factor"


def registers(clerk: Clerk) -> tuple[str, list[str]]:
    """Return the secret and the recovery codes."""
    clerk.opens(OWN)
    secret = "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", clerk.text))
    assert clerk.sends(OWN, code=pyotp.TOTP(secret).now()).status_code == 200
    return secret, re.findall(r"<li>([0-9a-f-]{24})</li>", clerk.text)


def another(clerk: Clerk, mail: str) -> Clerk:
    browser = Clerk(clerk.site)
    browser.signs_in(mail)
    return browser


def forget_steps(house: House) -> None:
    """The next code of the same half minute counts as a later one."""
    with house.office.opened.database.writing() as session:
        for factor in session.scalars(select(StaffFactor)):
            factor.counter -= 5


@pytest.mark.shows("GM-35")
def test_after_registration_the_password_alone_opens_nothing_and_each_code_works_once(
    viewer: Clerk, house: House
) -> None:
    secret, recovery = registers(viewer)
    assert len(set(recovery)) == 10
    forget_steps(house)
    browser = another(viewer, "viewer@sample.example")
    assert browser.path == ASKED
    assert browser.opens("/contracts").request.path == "/sign-in"
    browser.signs_in("viewer@sample.example")
    code = pyotp.TOTP(secret).now()
    assert browser.sends(ASKED, code=code).status_code == 200
    assert browser.path == "/"
    again = another(viewer, "viewer@sample.example")
    assert again.sends(ASKED, code=code).status_code == 422, "taken before"
    assert again.sends(ASKED, code=recovery[0].upper()).status_code == 200
    assert again.path == "/"
    third = another(viewer, "viewer@sample.example")
    assert third.sends(ASKED, code=recovery[0]).status_code == 422
    with house.office.opened.database.reading() as session:
        assert recovery[0] not in {row.digest for row in session.scalars(select(RecoveryCode))}


def test_five_wrong_codes_lock_even_the_right_one_for_fifteen_minutes(viewer: Clerk, house: House) -> None:
    secret, _recovery = registers(viewer)
    forget_steps(house)
    browser = another(viewer, "viewer@sample.example")
    for _try in range(5):
        assert browser.sends(ASKED, code="000000").status_code == 422
    assert browser.sends(ASKED, code=pyotp.TOTP(secret).now()).status_code == 422
    with house.office.opened.database.writing() as session:
        factor = session.scalars(select(StaffFactor)).one()
        assert factor.locked_until is not None
        assert factor.locked_until > now_of(session)
        factor.locked_until -= timedelta(minutes=15)
    assert browser.sends(ASKED, code=pyotp.TOTP(secret).now()).status_code == 200
    assert codes(house).count("staff_factor_failed") == 6


@pytest.mark.shows("T09")
def test_a_factor_is_taken_away_by_another_administrator_only_and_the_person_is_told(
    administrator: Clerk, viewer: Clerk, house: House
) -> None:
    registers(viewer)
    registers(administrator)
    own = f"/users/{user(house, 'admin@sample.example').public_id}/second-factor"
    administrator.client.post(own)
    assert "staff_factor_released" not in codes(house)
    path = f"/users/{user(house, 'viewer@sample.example').public_id}/second-factor"
    administrator.opens(path)
    administrator.sends(path)
    assert "staff_factor_released" in codes(house)
    assert viewer.opens("/contracts").request.path == "/sign-in"
    desk = AccountLetterDesk(house.office.opened.database, "https://example.jp")
    sent = [post.letter for one in desk.untold() if (post := desk.due(one.subject))]
    assert [(one.to, one.facts["news"]) for one in sent] == [("viewer@sample.example", "factor_released")]
    assert another(viewer, "viewer@sample.example").path == "/"


def test_a_session_found_open_takes_no_factor_away(viewer: Clerk, house: House) -> None:
    registers(viewer)
    viewer.opens(OWN)
    assert viewer.client.post(f"{OWN}/withdrawal", data={"code": "000000"}).status_code == 422
    with house.office.opened.database.reading() as session:
        assert session.scalars(select(StaffFactor)).one().revoked_at is None
