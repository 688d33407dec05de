"""異動・退職リレー: what was somebody's, when the account closes (NX-09)."""

import pytest
from sqlalchemy import select

from contracts.acts import RouteStep
from contracts.letters import Letter
from contracts.roles import Role
from database.approval import ApprovalRoute
from database.contract import Contract
from database.engine import now_of
from database.letters.forwarding import outgoing
from database.people import User
from database.queries.approval_routes import steps_read, steps_written
from database.reviews import ReviewRequest
from tests.access.house import House
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from tests.people.test_users import user

LEAVER, HEIR = "leaver@sample.example", "heir@sample.example"


@pytest.fixture
def left(administrator: Clerk, house: House) -> Clerk:
    """Somebody with a draft, a contract, a review and a place in a route has left."""
    leaver = house.enters(LEAVER, Role.LEGAL)
    house.enters(HEIR, Role.LEGAL)
    sent = house.office.sent()
    house.changes(sent.contract, owner_id=user(house, LEAVER).id)
    leaver.drafts("引き継がれる下書き")
    give_tasks(house)
    path = f"/users/{user(house, LEAVER).public_id}/departure"
    administrator.opens(path)
    for words in ("進行中の契約", "審査依頼を引き継ぐ方", "承認を引き継ぐ方"):
        assert words in administrator.text
    heir = user(house, HEIR).public_id
    admin = user(house, "admin@sample.example").public_id
    assert administrator.sends(path, contracts=heir, approvals=admin, reviews=heir).status_code == 200
    return leaver


def give_tasks(house: House) -> None:
    with house.office.opened.database.writing() as session:
        leaver = session.scalars(select(User).where(User.mail == LEAVER)).one()
        now, own = now_of(session), {"organization_id": leaver.organization_id}
        steps = steps_written([RouteStep("部長", [leaver.public_id, "someone"])])
        session.add(
            ApprovalRoute(
                **own,
                position=1,
                name="部長決裁",
                department="",
                steps=steps,
                changed_by_id=leaver.id,
                changed_at=now,
            )
        )
        session.add(
            ReviewRequest(
                **own,
                number="R-1",
                title="確認",
                kind="checking",
                body="",
                state="reviewing",
                requester_id=house.office.owner.id,
                assignee_id=leaver.id,
                created_at=now,
                changed_at=now,
            )
        )


@pytest.mark.shows("NX-09")
def test_everything_that_was_the_leavers_goes_to_whom_the_administrator_names(
    left: Clerk, house: House
) -> None:
    leaver, heir = user(house, LEAVER), user(house, HEIR)
    admin = user(house, "admin@sample.example")
    assert leaver.disabled_at is not None
    with house.office.opened.database.reading() as session:
        owners = set(session.scalars(select(Contract.owner_id)))
        assert leaver.id not in owners
        assert heir.id in owners
        assert session.scalars(select(ReviewRequest.assignee_id)).one() == heir.id
        steps = steps_read(session.scalars(select(ApprovalRoute.steps)).one())
        assert steps[0].approvers == [admin.public_id, "someone"]
    assert left.opens("/drafts").request.path == "/sign-in"
    follower = Clerk(house.site)
    follower.signs_in(HEIR)
    assert "引き継がれる下書き" in follower.opens("/drafts").text


@pytest.mark.shows("NX-09")
def test_no_letter_goes_to_a_closed_account_and_a_link_to_sign_goes_to_nobody_else(
    left: Clerk, house: House
) -> None:
    assert left is not None
    own = house.office.sent(Plan(own=True, company="", name="退職 太郎", mail=LEAVER))
    url = f"http://localhost/contracts/{own.contract}"
    to_owner = Letter("sent_back", "m1", LEAVER, "", "退職 太郎", facts={"contract_url": url})
    to_signer = Letter("sign_request", "m2", LEAVER, "", "退職 太郎", party=own.parties[0].public_id)
    outside = Letter("sign_request", "m3", "sato@example.com", "", "佐藤 一郎")
    with house.office.opened.database.reading() as session:
        sent = outgoing(session, house.office.organization.id, [to_owner, to_signer, outside])
    assert [letter.to for letter in sent] == [HEIR, "sato@example.com"]


def test_without_a_successor_nothing_is_closed(administrator: Clerk, house: House) -> None:
    house.enters(LEAVER, Role.LEGAL)
    sent = house.office.sent()
    house.changes(sent.contract, owner_id=user(house, LEAVER).id)
    path = f"/users/{user(house, LEAVER).public_id}/departure"
    administrator.opens(path)
    assert administrator.sends(path).status_code == 422
    assert "引き継ぐ方を選んでください" in administrator.text
    assert user(house, LEAVER).disabled_at is None
