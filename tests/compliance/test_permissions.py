import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contracts.roles import Permission, Role
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import Organization
from tests.applications import application, without_tokens
from tests.compliance.conftest import AUDITOR
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk, hired
from webapp.parts import EXTENSION


def pages(lease: Sent) -> list[str]:
    case = f"/contracts/{lease.contract}"
    lists = ["/certificates", "/certificates.csv", "/audit", "/audit.csv", "/audit.json"]
    return [
        *lists,
        *(f"{case}/{file}" for file in ("timeline.csv", "timeline.json", "certificate/party.pdf")),
    ]


def _unguarded(site: Flask, mail: str) -> FlaskClient:
    """Sign in where forms need no token, so that only the right to press is missing."""
    clerk = Clerk(application(site.extensions[EXTENSION], without_tokens))
    clerk.signs_in(mail)
    return clerk.client


@pytest.mark.shows("MK-76")
@pytest.mark.parametrize("role", [Role.LEGAL, Role.APPROVER, Role.VIEWER, Role.SYSTEM])
def test_for_everybody_else_the_pages_do_not_exist(
    site: Flask, office: Office, lease: Sent, role: Role
) -> None:
    hired(office, "other@sample.example", role)
    other = Clerk(site)
    other.signs_in("other@sample.example")
    assert {path: other.client.get(path).status_code for path in pages(lease)} == dict.fromkeys(
        pages(lease), 404
    )
    assert _unguarded(site, "other@sample.example").post("/audit/verification").status_code == 404
    assert "コンプライアンス" not in other.opens("/").text
    if role is not Role.SYSTEM:
        assert "timeline.csv" not in other.opens(f"/contracts/{lease.contract}").text


@pytest.mark.parametrize("role", [Role.COMPLIANCE, Role.ADMINISTRATOR])
def test_compliance_and_administrators_open_every_page(
    site: Flask, office: Office, lease: Sent, role: Role
) -> None:
    hired(office, "other@sample.example", role)
    other = Clerk(site)
    other.signs_in("other@sample.example")
    assert {path: other.client.get(path).status_code for path in pages(lease)} == dict.fromkeys(
        pages(lease), 200
    )
    text = other.opens(f"/contracts/{lease.contract}").text
    assert "署名履歴をCSVで出力" in text
    menu = re.findall(r'class="menu__link"\s+href="([^"]+)"', text)
    assert {"/certificates", "/audit", "/verify"} <= set(menu)


@pytest.mark.usefixtures("auditor")
def test_compliance_reads_and_does_nothing_to_a_contract(lease: Sent, site: Flask) -> None:
    may = {permission for permission in Permission if Role.COMPLIANCE.may(permission)}
    looks = {Permission.READ, Permission.SEE_ALL, Permission.AUDIT, Permission.READ_ACROSS}
    answers = {Permission.ANSWER_PERSONS, Permission.HOLD, Permission.DISPOSE}
    assert may == {*looks, *answers, Permission.DOWNLOAD}
    client = _unguarded(site, AUDITOR)
    for path in (
        "/drafts/new",
        f"/contracts/{lease.contract}/withdrawal",
        f"/contracts/{lease.contract}/approval",
    ):
        assert client.post(path, data={"key": "0" * 32, "reason": "x"}).status_code == 404, path


def test_another_organisation_is_not_in_the_log(auditor: Clerk, office: Office) -> None:

    with office.opened.database.writing() as session:
        other = Organization(name="別の会社", created_at=now_of(session))
        session.add(other)
        session.flush()
        append_audit(session, other.id, Told("user_added", "stranger-in-their-log", "", {}), now_of(session))
    assert "stranger-in-their-log" not in auditor.opens("/audit").text
    assert b"stranger-in-their-log" not in auditor.client.get("/audit.json").data
