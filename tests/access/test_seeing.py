"""Who sees what on the pages: folders, 親展, levels, and a session whose rights change while it is open."""

import json
from dataclasses import dataclass

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from adapters.secrets import new_api_token, token_digest
from contracts.roles import Right, Role
from database.contract import Contract
from database.engine import now_of
from database.folders import ContractGrant, GroupMember, UserRight
from database.people import User
from database.queries.levels import sees
from database.queries.tokens import file_token
from tests.access.house import House
from tests.counterparty.office import Sent
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk

VIEWER, LEGAL, AUDITOR = "viewer@sample.example", "legal@sample.example", "audit@sample.example"
SECRET, OPEN = "役員との業務委託契約書", "倉庫の賃貸借契約書"


@dataclass(frozen=True)
class Shelf:
    """Three contracts: in a folder of the group, in another one, in none."""

    ours: Sent
    theirs: Sent
    unfiled: Sent


@pytest.fixture
def auditor(house: House) -> Clerk:
    return house.enters(AUDITOR, Role.COMPLIANCE)


@pytest.fixture
def shelf(house: House, viewer: Clerk, legal: Clerk) -> Shelf:
    assert viewer is not legal
    group = house.group("営業部", VIEWER, LEGAL)
    homes = (
        house.folder("営業の契約", {group: "viewer"}),
        house.folder("人事の契約", {house.group("人事部"): "editor"}),
    )
    sent = [house.office.sent(title=title) for title in ("営業の基本契約書", "人事の基本契約書", OPEN)]
    for one, home in zip(sent, homes, strict=False):
        house.changes(one.contract, folder_id=home.id)
    return Shelf(*sent)


def seen(clerk: Clerk, shelf: Shelf) -> list[int]:
    """Return the answers to the pages of the three, and hold the list against them."""
    answers = [
        clerk.opens(f"/contracts/{one.contract}").status_code
        for one in (shelf.ours, shelf.theirs, shelf.unfiled)
    ]
    listed = clerk.opens("/contracts").text
    for one, status in zip((shelf.ours, shelf.theirs, shelf.unfiled), answers, strict=True):
        assert (one.contract in listed) == (status == 200)
    return answers


@pytest.mark.shows("MK-77", "MK-76")
def test_legal_sees_what_is_unfiled_and_in_folders_of_its_groups_and_a_viewer_only_the_folders(
    shelf: Shelf, viewer: Clerk, legal: Clerk, administrator: Clerk, auditor: Clerk
) -> None:
    assert seen(legal, shelf) == [200, 404, 200]
    assert seen(viewer, shelf) == [200, 404, 404]
    assert seen(administrator, shelf) == [200, 200, 200]
    assert seen(auditor, shelf) == [200, 200, 200]


@pytest.mark.shows("MK-80", "MK-77")
def test_a_level_on_the_contract_goes_before_the_folders_and_says_what_may_be_done(
    house: House, shelf: Shelf, viewer: Clerk, legal: Clerk
) -> None:
    page = f"/contracts/{shelf.ours.contract}"
    assert legal.opens(f"{page}/versions/1/document.pdf").status_code == 200
    assert legal.opens(f"{page}/withdrawal").status_code == 404, "the folder makes 閲覧者 of the group"
    assert "取り下げ" not in legal.opens(page).text
    given(house, shelf.ours, LEGAL, "editor")
    assert legal.opens(f"{page}/withdrawal").status_code == 200
    given(house, shelf.ours, VIEWER, "visitor")
    assert viewer.opens(page).status_code == 200
    assert viewer.opens(f"{page}/versions/1/document.pdf").status_code == 404
    given(house, shelf.ours, VIEWER, "none")
    assert viewer.opens(page).status_code == 404
    given(house, shelf.theirs, VIEWER, "viewer")
    assert viewer.opens(f"/contracts/{shelf.theirs.contract}/versions/1/document.pdf").status_code == 200


@pytest.mark.shows("MK-80")
def test_what_a_folder_is_given_holds_below_it_until_a_folder_says_otherwise(
    house: House, viewer: Clerk, legal: Clerk
) -> None:
    group = house.group("営業部", VIEWER)
    top = house.folder("契約", {group: "viewer"})
    below = house.folder("東京", parent=top)
    shut = house.folder("役員", {group: "none"}, parent=below)
    apart = house.folder("別管理", parent=below, inherits=False)
    inside = house.folder("支店", parent=shut)
    sent = house.office.sent()
    answers = {}
    for folder in (top, below, shut, apart, inside):
        house.changes(sent.contract, folder_id=folder.id)
        answers[folder.name] = viewer.opens(f"/contracts/{sent.contract}").status_code
    assert answers == {"契約": 200, "東京": 200, "役員": 404, "別管理": 404, "支店": 404}
    assert legal.opens(f"/contracts/{sent.contract}").status_code == 404
    house.changes(sent.contract, folder_id=top.id, own_access=True)
    assert viewer.opens(f"/contracts/{sent.contract}").status_code == 404


def given(house: House, sent: Sent, mail: str, level: str) -> None:
    with house.office.opened.database.writing() as session:
        user = _user(session, mail)
        session.query(ContractGrant).filter_by(user_id=user.id).delete()
        contract = house.office.contract(sent).id
        base = {"organization_id": user.organization_id, "contract_id": contract, "user_id": user.id}
        session.add(ContractGrant(**base, level=level))


def _user(session: Session, mail: str) -> User:
    return session.query(User).filter_by(mail=mail).one()


@pytest.fixture
def secret(house: House) -> Sent:
    """A concluded 親展 contract with somebody of our own side, whose end people were alerted of."""
    own = Plan("承認 太郎", own=True, mail="signer@sample.example", order=2)
    sent = house.office.sent(Plan("内密 次郎"), own, title=SECRET)
    house.changes(sent.contract, confidential=True)
    return sent


WORDS = (SECRET, "内密 次郎")


@pytest.mark.shows("MK-79", "AD-24", "T09")
def test_what_is_confidential_is_nowhere_for_administrators_and_auditors_also_not_in_counts_search_and_logs(
    house: House, secret: Sent, administrator: Clerk, auditor: Clerk
) -> None:
    with_it = house.office.sent(title=OPEN)
    number = house.office.contract(secret).number
    for clerk in (administrator, auditor):
        for path in (
            "/",
            "/tasks",
            "/approvals",
            "/contracts",
            "/contracts?q=役員",
            "/certificates",
            "/audit",
        ):
            page = clerk.opens(path)
            assert page.status_code == 200, path
            assert not any(word in clerk.text for word in (*WORDS, secret.contract)), path
        assert (
            clerk.opens("/contracts?q=役員&stage=awaiting_other").text.count("条件に合う契約はありません")
            == 1
        )
        assert "全1件" in clerk.opens("/contracts").text
        assert clerk.opens(f"/audit?number={number}").text.count("<time") == 0
        for path in ("/audit.csv", "/audit.json", "/certificates.csv"):
            assert secret.contract not in clerk.opens(path).text
        base = f"/contracts/{secret.contract}"
        for path in (
            "",
            "/shown/document.pdf",
            "/signed.pdf",
            "/versions/1/document.pdf",
            "/timeline.csv",
            "/access",
        ):
            assert clerk.opens(base + path).status_code == 404, path
        assert json.loads(clerk.opens("/audit.json").text)["filtered"] is True
        assert clerk.opens(f"/contracts/{with_it.contract}").status_code == 200


def test_what_is_confidential_is_404_and_uncounted_in_the_api_too(
    house: House, secret: Sent, administrator: Clerk
) -> None:
    assert administrator.path
    token = new_api_token()
    with house.office.opened.database.writing() as session:
        file_token(session, _user(session, "admin@sample.example"), token_digest(token))
    client, bearer = house.site.test_client(), {"Authorization": f"Bearer {token}"}
    found = client.get("/api/v1/contracts?q=役員", headers=bearer).get_json()
    assert (found["total"], found["items"]) == (0, [])
    assert client.get(f"/api/v1/contracts/{secret.contract}", headers=bearer).status_code == 404


@pytest.mark.shows("MK-79")
def test_what_is_confidential_is_seen_by_owner_own_signer_who_was_named_and_the_keeper(
    house: House, secret: Sent, legal: Clerk, administrator: Clerk
) -> None:
    page = f"/contracts/{secret.contract}"
    signer = house.enters("signer@sample.example", Role.VIEWER)
    assert signer.opens(page).status_code == 200
    assert legal.opens(page).status_code == 404
    given(house, secret, LEGAL, "viewer")
    assert legal.opens(page).status_code == 200
    assert administrator.opens(page).status_code == 404
    keep(house, "admin@sample.example")
    assert administrator.opens(page).status_code == 200
    assert SECRET in administrator.opens("/contracts?q=役員").text
    assert json.loads(administrator.opens("/audit.json").text)["filtered"] is False


def keep(house: House, mail: str) -> None:
    with house.office.opened.database.writing() as session:
        user = _user(session, mail)
        right = Right.READ_CONFIDENTIAL
        session.add(UserRight(organization_id=user.organization_id, user_id=user.id, right=right))


@pytest.mark.shows("T07")
def test_a_group_left_a_role_lowered_and_an_account_disabled_are_felt_by_the_next_request(
    house: House, shelf: Shelf, viewer: Clerk, legal: Clerk
) -> None:
    database, page = house.office.opened.database, f"/contracts/{shelf.ours.contract}"
    assert viewer.opens(page).status_code == 200
    with database.writing() as session:
        session.query(GroupMember).filter_by(user_id=_user(session, VIEWER).id).delete()
    assert viewer.opens(page).status_code == 404
    assert legal.opens("/drafts").status_code == 200
    with database.writing() as session:
        session.execute(update(User).where(User.mail == LEGAL).values(role=Role.VIEWER))
    assert legal.opens("/drafts").status_code == 404
    assert legal.opens(f"/contracts/{shelf.unfiled.contract}").status_code == 404
    with database.writing() as session:
        session.execute(update(User).where(User.mail == LEGAL).values(disabled_at=now_of(session)))
    assert legal.opens(page).request.path == "/sign-in"


def test_only_who_sees_a_contract_is_told_of_it_by_mail(
    house: House, secret: Sent, administrator: Clerk
) -> None:
    assert administrator.path
    plain = house.office.sent(title=OPEN)
    with house.office.opened.database.reading() as session:
        boss, names = _user(session, "admin@sample.example"), (secret.contract, plain.contract)
        contracts = [session.query(Contract).filter_by(public_id=name).one() for name in names]
        assert [sees(session, boss, contract) for contract in contracts] == [False, True]
