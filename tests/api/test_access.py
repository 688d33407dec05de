"""Who may call what: no token, a bad one, another role, another organisation."""

import pytest
from flask import Flask
from sqlalchemy import select

from contracts.roles import Role
from database.engine import now_of
from database.people import ApiToken, User
from tests.api.bureau import LEASE, Caller, add_person, caller
from tests.lifecycle.office import Office

READING = ("", "/events", "/signed.pdf", "/certificate.pdf")


def test_without_a_token_every_address_but_the_description_is_401(app: Flask) -> None:
    asked = {
        f"{method} {rule.rule}": app.test_client().open(
            rule.rule.replace("<contract_id>", "x"), method=method
        )
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    open_to_all = [name for name, answer in asked.items() if answer.status_code != 401]
    assert open_to_all == ["GET /api/v1/openapi.json"]
    assert all(
        answer.headers["WWW-Authenticate"].startswith("Bearer")
        for name, answer in asked.items()
        if name not in open_to_all
    )


@pytest.mark.shows("T07")
def test_a_revoked_token_and_a_disabled_account_are_refused_at_once(sender: Caller, office: Office) -> None:
    assert sender.get("/contracts").status_code == 200
    other = caller(sender.app, office, "sender@example.co.jp")
    with office.opened.database.writing() as session:
        token = session.scalars(select(ApiToken).order_by(ApiToken.id)).first()
        assert token is not None
        token.revoked_at = now_of(session)
    refused = sender.get("/contracts")
    assert (refused.status_code, refused.get_json()["code"]) == (401, "token_invalid")
    assert other.get("/contracts").status_code == 200
    with office.opened.database.writing() as session:
        user = session.scalars(select(User).where(User.mail == "sender@example.co.jp")).one()
        user.disabled_at = now_of(session)
    assert other.get("/contracts").status_code == 401


def test_a_token_that_is_none_is_refused(app: Flask) -> None:
    assert Caller(app, "warifu_nobody").get("/contracts").status_code == 401


@pytest.mark.shows("T02")
def test_a_viewer_reads_but_neither_drafts_nor_sends(sender: Caller, office: Office) -> None:
    add_person(office, "viewer@example.co.jp", Role.VIEWER)
    viewer = caller(sender.app, office, "viewer@example.co.jp")
    contract = sender.draft()
    assert viewer.get("/contracts").status_code == 200
    assert viewer.post("/contracts", json=LEASE).status_code == 403
    assert viewer.upload(contract, b"%PDF-").status_code == 403
    assert viewer.send(contract).status_code == 403


@pytest.mark.shows("T02")
def test_a_system_administrator_sees_no_contract(sender: Caller, office: Office) -> None:
    add_person(office, "system@example.co.jp", Role.SYSTEM)
    system = caller(sender.app, office, "system@example.co.jp")
    assert system.get("/contracts").status_code == 403
    assert system.get(f"/contracts/{sender.draft()}").status_code == 403


@pytest.mark.shows("T01")
def test_another_organisations_contract_is_404_like_one_that_does_not_exist(
    sender: Caller, office: Office
) -> None:
    add_person(office, "boss@other.example", Role.ADMINISTRATOR, "別の会社")
    stranger = caller(sender.app, office, "boss@other.example")
    contract = sender.draft()
    for path in READING:
        there, nowhere = (stranger.get(f"/contracts/{one}{path}") for one in (contract, "missing"))
        assert (there.status_code, there.data) == (404, nowhere.data)
    assert stranger.upload(contract, b"%PDF-").status_code == 404
    assert stranger.send(contract).status_code == 404
    assert stranger.get("/contracts").get_json()["total"] == 0


def test_a_draft_is_its_owners_alone(sender: Caller, office: Office) -> None:
    colleague = caller(sender.app, office, "boss@example.co.jp")
    assert colleague.get(f"/contracts/{sender.draft()}").status_code == 404
