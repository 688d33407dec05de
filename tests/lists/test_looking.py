"""Columns of one's own, views under a name, sheets: the list as a person likes to see it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from contracts.roles import Role
from database.audit import AuditEvent
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk, hired
from tests.lists.looking import heads, named, titles

COLUMNS = "/contracts/columns"
USUAL = ["文書名", "状態", "相手方", "契約終了日", "送信日"]


def test_columns_are_chosen_and_put_in_order_without_a_script_and_taken_back(
    clerk: Clerk, office: Office
) -> None:
    office.sent(title="賃貸借契約")
    clerk.opens("/contracts?q=&size=50&order=title")
    assert heads(clerk) == USUAL
    chosen = {"place-number": "1", "place-owner": "2", "place-stage": "x", "place-tags": "1"}
    clerk.sends(COLUMNS, column=["stage", "owner", "number"], **chosen)
    assert heads(clerk) == ["文書名", "契約番号", "担当者", "状態"]
    assert 'aria-current="true">50件' in clerk.text.replace("\n", ""), "what was looked at stays"
    clerk.opens("/contracts?columns=amount,nonsense,due,amount")
    assert heads(clerk) == ["文書名", "金額", "署名の期限"]
    clerk.opens("/contracts")
    clerk.sends(COLUMNS, usual="yes")
    assert heads(clerk) == USUAL


def test_a_heading_turns_the_order_round(clerk: Clerk, office: Office) -> None:
    for title in ("い契約", "あ契約", "う契約"):
        office.sent(title=title)
    assert titles(clerk, order="title") == ["あ契約", "い契約", "う契約"]
    assert 'href="/contracts?order=-title"' in clerk.text
    assert titles(clerk, order="-title") == ["う契約", "い契約", "あ契約"]
    for order in ("number", "due", "concluded", "amount", "submitted", "ends", "changed"):
        assert sorted(titles(clerk, order=order)) == sorted(titles(clerk, order=f"-{order}")), order
    assert len(titles(clerk, order="-nonsense")) == 3


def test_a_view_kept_under_a_name_opens_with_one_press(clerk: Clerk, office: Office) -> None:
    office.sent(Plan(company="株式会社青葉", kind="corporate_informal"), title="青葉との契約")
    office.sent(title="別の契約")
    query = "stage=awaiting_other&columns=owner%2Cnumber&order=-title&size=50"
    clerk.opens(f"/contracts?{query}")
    here = re.search(r'href="(/contracts/views\?here=[^"]+)"', clerk.text)
    assert here is not None
    clerk.opens(here[1])
    clerk.sends("/contracts/views", name="　営業の一覧　")
    assert 'aria-current="true">営業の一覧' in clerk.text.replace("\n", "").replace("  ", "")
    clerk.opens("/contracts")
    link = re.search(r'href="(/contracts\?[^"]+)"\s*>営業の一覧', clerk.text)
    assert link is not None
    assert parse_qs(urlsplit(link[1]).query) == parse_qs(query)
    clerk.opens(link[1])
    assert named(clerk) == ["青葉との契約", "別の契約"]
    assert heads(clerk) == ["文書名", "担当者", "契約番号"]


def test_a_view_is_shared_renamed_and_deleted_by_its_owner_alone(clerk: Clerk, office: Office) -> None:
    clerk.opens("/contracts/views?here=stage%3Dconcluded")
    form = clerk.fields("/contracts/views")
    for _twice in range(2):
        clerk.client.post("/contracts/views", data={**form, "name": "締結済みだけ", "shared": "y"})
    clerk.opens("/contracts/views")
    assert clerk.text.count('<th scope="row">') == 1
    address = re.search(r'href="(/contracts/views/[0-9a-f-]{36})"', clerk.text)
    assert address is not None
    again = clerk.sends("/contracts/views", name="締結済みだけ")
    assert (again.status_code, "同じ名前の表示があります" in clerk.text) == (422, True)
    assert 'value="締結済みだけ"' in clerk.text
    hired(office, "viewer@sample.example", Role.VIEWER)
    viewer = Clerk(clerk.site)
    viewer.signs_in("viewer@sample.example")
    viewer.opens("/contracts")
    assert "締結済みだけ" in viewer.text
    assert viewer.opens(address[1]).status_code == 404
    clerk.opens(address[1])
    clerk.sends(address[1], name="契約中", shared=None)
    assert "契約中" in clerk.text
    assert "締結済みだけ" not in viewer.opens("/contracts").text
    assert "契約中" not in viewer.text
    clerk.opens(f"{address[1]}/deletion")
    assert "この表示を削除しますか" in clerk.text
    clerk.sends(f"{address[1]}/deletion")
    assert "契約中" not in clerk.opens("/contracts").text
    with office.opened.database.reading() as session:
        codes = list(session.scalars(select(AuditEvent.code)))
    assert [codes.count(code) for code in ("view_saved", "view_changed", "view_deleted")] == [1, 1, 1]


@pytest.mark.shows("UX-19")
def test_the_sheet_is_the_whole_list_with_nothing_a_spreadsheet_would_compute(
    clerk: Clerk, office: Office
) -> None:
    for number in range(21):
        office.sent(title=f"契約{number:02d}")
    office.sent(title='=HYPERLINK("x")')
    answer = clerk.client.get("/contracts.csv?order=title&columns=owner,stage,parties,tags,folder,waiting")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert lines[0] == "文書名,契約番号,担当者,状態,署名ステータス,タグ,フォルダ,依頼からの日数"
    assert len(lines) == 23
    assert lines[1].startswith("\"'=HYPERLINK(")
    assert "送信先署名待ち,0／1名" in lines[2]
    narrowed = clerk.client.get("/contracts.csv?q=&stage=concluded&encoding=cp932")
    assert narrowed.data.decode("cp932").splitlines() == ["文書名,契約番号,状態,相手方,契約終了日,送信日"]
