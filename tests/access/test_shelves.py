"""Groups, folders, tags, rights and sheets, by the pages."""

import re

import pytest
from sqlalchemy import select

from contracts.roles import Role
from database.audit import AuditEvent
from database.contract import Contract
from database.folders import Folder, Group, GroupMember, Tag
from database.shelves import By
from database.shelves.many import file_many, tag_many
from tests.access.house import House
from tests.counterparty.office import Sent
from tests.desk.site import Clerk

GROUPS = "グループ,メールアドレス\n営業部,viewer@sample.example\n営業部,legal@sample.example\n総務部,\n"
FOLDERS = (
    "フォルダ,グループ,権限\n契約/賃貸借,営業部,編集者\n契約/売買,総務部,閲覧者\n契約,すべての利用者,訪問者\n"
)


def made(clerk: Clerk, kind: str, name: str, **typed: str) -> str:
    clerk.opens(f"/{kind}")
    assert clerk.sends(f"/{kind}", name=name, **typed).status_code == 200
    return clerk.path.split("/")[2]


def codes(house: House) -> list[str]:
    with house.office.opened.database.reading() as session:
        return list(session.scalars(select(AuditEvent.code).order_by(AuditEvent.sequence)))


@pytest.mark.shows("MK-78")
def test_a_folder_moves_with_what_is_in_it_but_never_into_itself(administrator: Clerk, house: House) -> None:
    top = made(administrator, "folders", "契約")
    below = made(administrator, "folders", "東京", parent=top)
    administrator.opens(f"/folders/{top}")
    assert f'value="{below}"' not in administrator.text, "it is not offered"
    refused = administrator.sends(f"/folders/{top}", parent=below)
    assert refused.status_code == 422
    other = made(administrator, "folders", "保管庫")
    administrator.opens(f"/folders/{top}")
    assert administrator.sends(f"/folders/{top}", parent=other).status_code == 200
    administrator.opens(f"/folders/{below}")
    assert "保管庫 / 契約" in administrator.text
    administrator.opens("/folders")
    again = administrator.sends("/folders", name="保管庫")
    assert (again.status_code, "同じ名前" in administrator.text) == (409, True)
    assert codes(house).count("folder_moved") == 1


@pytest.mark.shows("MK-78")
def test_a_folder_goes_only_when_it_is_empty_or_what_is_in_it_moves_up(
    administrator: Clerk, house: House
) -> None:
    sent = house.office.sent()
    top = made(administrator, "folders", "契約")
    below = made(administrator, "folders", "東京", parent=top)
    administrator.opens(f"/contracts/{sent.contract}/placement")
    administrator.sends(f"/contracts/{sent.contract}/placement", folder=below)
    assert "契約 / 東京" in administrator.text
    path = f"/folders/{below}/deletion"
    administrator.opens(path)
    assert "中に文書1件があります。" in administrator.text
    assert administrator.sends(path, move_up="").status_code == 409
    assert administrator.sends(path, move_up="y").status_code == 200
    assert "契約 / 東京" not in administrator.opens(f"/contracts/{sent.contract}").text
    assert house.office.contract(sent).folder_id == folder(house, top).id


def folder(house: House, public_id: str) -> Folder:
    with house.office.opened.database.reading() as session:
        return session.scalars(select(Folder).where(Folder.public_id == public_id)).one()


@pytest.mark.shows("MK-78")
def test_a_sheet_sets_up_groups_and_folders_twice_alike_and_a_bad_row_changes_nothing(
    administrator: Clerk, viewer: Clerk, legal: Clerk, house: House
) -> None:
    assert viewer is not legal
    sent = house.office.sent()
    for _again in range(2):
        assert uploaded(administrator, GROUPS.encode("cp932")) == 200
        assert uploaded(administrator, FOLDERS.encode("utf-8-sig")) == 200
    with house.office.opened.database.reading() as session:
        assert {row.name for row in session.query(Group)} == {"営業部", "総務部"}
        assert session.query(GroupMember).count() == 2
        rent = session.query(Folder).filter_by(name="賃貸借").one()
        assert session.query(Folder).count() == 3
    house.changes(sent.contract, folder_id=rent.id)
    assert viewer.opens(f"/contracts/{sent.contract}").status_code == 200
    before = codes(house)
    bad = "フォルダ,グループ,権限\n新しい,営業部,編集者\n契約/賃貸借,人事部,編集者\n,営業部,全部\n"
    assert uploaded(administrator, bad.encode()) == 422
    for line in ("3行目　グループ：", "4行目　フォルダ：", "4行目　権限："):
        assert line in administrator.text
    assert codes(house) == before
    assert uploaded(administrator, b"PK\x03\x04\xff") == 422


def uploaded(clerk: Clerk, data: bytes) -> int:
    clerk.opens("/folders/import")
    return clerk.uploads("/folders/import", data, "sheet.csv").status_code


def test_tags_are_made_on_use_renamed_and_merged_and_counted_as_the_reader_sees_them(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    first, second = house.office.sent(), house.office.sent()
    tagged(administrator, first, "東京 更新あり")
    tagged(administrator, second, "ＴＯＫＹＯ、更新あり")
    counted = dict(
        re.findall(r"/tags/[0-9a-f-]+\">([^<]+)</a>.*?(\d+)件", legal.opens("/tags").text, re.DOTALL)
    )
    assert counted == {"ＴＯＫＹＯ": "1", "更新あり": "2", "東京": "1"}
    with house.office.opened.database.reading() as session:
        tokyo = session.query(Tag).filter_by(name="ＴＯＫＹＯ").one().public_id
    legal.opens(f"/tags/{tokyo}")
    legal.sends(f"/tags/{tokyo}", name="東京")
    assert "「東京」とまとめました。" in legal.text
    house.changes(second.contract, confidential=True)
    counted = dict(
        re.findall(r"/tags/[0-9a-f-]+\">([^<]+)</a>.*?(\d+)件", legal.opens("/tags").text, re.DOTALL)
    )
    assert counted == {"更新あり": "1", "東京": "1"}


def tagged(clerk: Clerk, sent: Sent, words: str) -> None:
    path = f"/contracts/{sent.contract}/placement"
    clerk.opens(path)
    assert clerk.sends(path, tags=words).status_code == 200


@pytest.mark.shows("T09")
def test_nobody_becomes_keeper_of_confidential_contracts_by_their_own_hand(
    administrator: Clerk, house: House
) -> None:
    own, other = house.staff("admin@sample.example").user, house.enters("b@sample.example", Role.SYSTEM)
    administrator.client.post(f"/rights/{own.public_id}/read_confidential", data={"given": "yes"})
    assert house.staff("admin@sample.example").rights == frozenset()
    other.client.post(f"/rights/{own.public_id}/read_confidential", data={"given": "yes"})
    assert house.staff("admin@sample.example").rights == {"read_confidential"}
    assert codes(house).count("right_given") == 1
    assert "利用者に権限を付けました" in administrator.opens("/audit").text


@pytest.mark.shows("MK-76")
def test_a_colleague_without_the_right_to_sign_cannot_be_our_signer(house: House, legal: Clerk) -> None:
    signer = house.enters("signer@sample.example", Role.VIEWER)
    draft = legal.drafts()
    legal.opens(f"/drafts/{draft}")
    party = legal.parties()[0]
    ours = {f"party-{party}-own": "y", f"party-{party}-mail": "signer@sample.example"}
    legal.sends(f"/drafts/{draft}", intent="confirmation", standing="agent", **ours)
    assert "署名権限がありません" in legal.text
    keeper = house.enters("keeper@sample.example", Role.ADMINISTRATOR)
    user = house.staff("signer@sample.example").user
    keeper.client.post(f"/rights/{user.public_id}/sign", data={"given": "yes"})
    legal.opens(f"/drafts/{draft}")
    legal.sends(f"/drafts/{draft}", intent="confirmation")
    assert "署名権限がありません" not in legal.text
    assert signer.opens("/drafts").status_code == 404


@pytest.mark.shows("T06")
def test_what_a_form_did_not_ask_for_is_ignored(legal: Clerk, viewer: Clerk, house: House) -> None:
    assert viewer.path
    sent, draft = house.office.sent(), legal.drafts()
    extra = {
        "organization_id": "99", "role": "administrator", "stage": "concluded", "signed_at": "2026-01-01",
        "sequence": "9", "owner_id": "1", "confidential": "y", "party_id": sent.parties[0].public_id,
        "placement-owner_id": "1", "own_access": "y", "sent_digest": "x", "folder_id": "1",
    }  # fmt: skip
    before = (
        columns(house, sent.contract),
        columns(house, draft),
        house.staff("legal@sample.example").user.role,
    )
    legal.opens(f"/contracts/{sent.contract}/placement")
    legal.sends(f"/contracts/{sent.contract}/placement", **extra)
    legal.opens(f"/drafts/{draft}")
    legal.sends(f"/drafts/{draft}", intent="save", **extra)
    legal.opens("/own-settings")
    legal.sends("/own-settings", **extra)
    after = (
        columns(house, sent.contract),
        columns(house, draft),
        house.staff("legal@sample.example").user.role,
    )
    assert after == before


def columns(house: House, public_id: str) -> dict[str, object]:
    names = (
        "organization_id",
        "owner_id",
        "stage",
        "sequence",
        "confidential",
        "own_access",
        "folder_id",
        "sent_digest",
    )
    with house.office.opened.database.reading() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == public_id)).one()
        return {name: getattr(row, name) for name in names}


def test_many_are_filed_and_tagged_at_once_and_each_is_answered_for(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    assert administrator is not legal
    open_to, shut = house.folder("開く", {None: "editor"}), house.folder("閉じる")
    mine, theirs = house.office.sent(), house.office.sent()
    house.changes(theirs.contract, folder_id=shut.id)
    wanted = [mine.contract, theirs.contract, "missing", mine.contract]
    by = By(house.staff("legal@sample.example"))
    with house.office.opened.database.writing() as session:
        filed = file_many(session, by, wanted, open_to.public_id)
        assert [one.code for one in filed] == ["done", "not_found", "not_found"]
        assert {one.code for one in file_many(session, by, wanted, shut.public_id)} == {"not_allowed"}
        assert [one.code for one in tag_many(session, by, wanted, ["急ぎ"])] == [
            "done",
            "not_found",
            "not_found",
        ]
    assert house.office.contract(mine).folder_id == open_to.id


@pytest.mark.shows("AD-25")
def test_the_count_of_the_one_menu_entry_for_own_tasks_is_that_of_its_lists(
    house: House, legal: Clerk
) -> None:
    from tests.counterparty.planning import Plan  # noqa: PLC0415

    house.office.sent(Plan("法務 花子", own=True, mail="legal@sample.example"))
    page = legal.opens("/tasks").text
    assert "自分の署名待ち" in page
    listed = len(set(re.findall(r'<th scope="row">\s*<a href="(/contracts/[^"#]+)', page)))
    counted = re.search(r'href="/tasks".*?</span>(\d+)</span>', page, re.DOTALL)
    assert counted is not None
    assert (int(counted[1]), listed) == (1, 1)
    assert legal.opens("/approvals").request.path == "/tasks"


@pytest.mark.shows("MK-80")
def test_the_rights_of_a_document_show_who_is_set_and_offer_the_others_folded(
    administrator: Clerk, house: House
) -> None:
    house.enters("viewer@sample.example", Role.VIEWER)
    path = f"/contracts/{house.office.sent().contract}/access"
    administrator.opens(path)
    assert "まだ、個人への指定はありません。" in administrator.text
    field = f"level-{house.staff('viewer@sample.example').user.public_id}"
    administrator.sends(path, **{field: "visitor"})
    administrator.opens(path)
    named, others = administrator.text.split("利用者を追加")
    assert field in named
    assert field not in others
