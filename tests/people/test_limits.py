"""Files and mails have their limits too, and what is above them leaves nothing behind (T52)."""

import uuid
from pathlib import Path

import pytest
from sqlalchemy import func, select

from contracts.acts import Reissue
from contracts.signing import Purpose
from database.delivery import Delivery
from database.document import StoredFile
from database.engine import now_of
from tests.access.house import House
from tests.counterparty.office import Sent
from tests.counterparty.planning import paper
from tests.desk.site import Clerk

UPLOADS, ROOM, MAILS = (
    "今日のアップロード数が組織の上限を超えるため",
    "ファイルの合計が組織の保管容量の上限を超えるため",
    "今日のメール数が組織の上限に達したため",
)


def sets(clerk: Clerk, **typed: str) -> None:
    clerk.opens("/limits")
    assert clerk.sends("/limits", **typed).status_code == 200


def kept(house: House) -> tuple[int, int]:
    """Return how many files have a row, and how many objects stand in the store."""
    with house.office.opened.database.reading() as session:
        rows = session.scalar(select(func.count()).select_from(StoredFile)) or 0
    return rows, sum(path.is_file() for path in Path(house.office.opened.settings.files).rglob("*"))


def uploads(clerk: Clerk) -> int:
    clerk.opens("/drafts/new")
    return clerk.uploads("/drafts/new", paper("もう一つ")).status_code


def holds_a_megabyte(house: House) -> None:
    with house.office.opened.database.writing() as session:
        session.add(
            StoredFile(
                public_id=str(uuid.uuid4()),
                organization_id=house.office.organization.id,
                purpose=Purpose.REVISION,
                digest="0" * 64,
                size=1024 * 1024,
                created_at=now_of(session),
            )
        )


@pytest.mark.shows("T52")
def test_what_is_brought_in_a_day_is_limited_and_throwing_drafts_away_gives_nothing_back(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    sets(administrator, most_uploads="1")
    assert uploads(legal) == 200
    draft = legal.path.split("/")[2]
    legal.opens(f"/drafts/{draft}/deletion")
    legal.sends(f"/drafts/{draft}/deletion")
    before = kept(house)
    assert uploads(legal) == 422
    assert UPLOADS in legal.text
    assert "明日もう一度お試しください。" in legal.text
    assert kept(house) == before


@pytest.mark.shows("T52")
def test_no_byte_is_kept_above_the_room_or_without_room_for_its_draft(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    holds_a_megabyte(house)
    sets(administrator, most_megabytes="1")
    before = kept(house)
    assert uploads(legal) == 422
    assert ROOM in legal.text
    assert kept(house) == before
    house.office.sent()
    sets(administrator, most_megabytes="0", most_drafts="1")
    assert uploads(legal) == 200
    before = kept(house)
    assert uploads(legal) == 409
    assert "不要な下書きを削除するか" in legal.text
    assert kept(house) == before


@pytest.mark.shows("T52")
def test_nobody_is_written_to_again_once_the_mails_of_the_day_are_used_up(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    sent = house.office.sent()
    house.changes(sent.contract, owner_id=house.staff("legal@sample.example").user.id)
    mailed(house, sent)
    sets(administrator, most_mails="1")
    page = f"/contracts/{sent.contract}/re-request"
    legal.opens(f"{page}?party={sent.parties[0].public_id}")
    legal.sends(page)
    assert legal.sends(f"{page}/sending").status_code == 409
    assert MAILS in legal.text
    assert house.office.engine.acts(Reissue) == []
    sets(administrator, most_mails="2")
    legal.opens(f"{page}?party={sent.parties[0].public_id}")
    legal.sends(page)
    assert legal.sends(f"{page}/sending").status_code == 200
    assert len(house.office.engine.acts(Reissue)) == 1


def mailed(house: House, sent: Sent) -> None:
    with house.office.opened.database.writing() as session:
        session.add(
            Delivery(
                organization_id=house.office.organization.id,
                contract_id=sent.parties[0].contract_id,
                party=sent.parties[0].public_id,
                address="sato@example.com",
                template="sign_request",
                message_id="m1",
                fate="sent",
                at=now_of(session),
            )
        )


def test_a_bound_is_told_with_its_commas_and_a_number_may_have_them(administrator: Clerk) -> None:
    administrator.opens("/limits")
    assert administrator.sends("/limits", most_drafts="10,000,001").status_code == 422
    assert "0〜10,000,000の数字で入力してください。" in administrator.text
    assert administrator.sends("/limits", most_drafts="１，２００").status_code == 200
    administrator.opens("/limits")
    assert administrator.fields("/limits")["most_drafts"] == "1200"
