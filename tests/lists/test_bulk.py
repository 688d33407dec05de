"""Many rows at once: each is answered for by itself, and the same form does it once."""

import io
import re
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from contracts.roles import Role
from database.audit import AuditEvent
from database.engine import now_of
from database.folders import ContractGrant, Folder, Tag
from database.people import User
from tests.counterparty.office import Office
from tests.desk.cases import concluded
from tests.desk.site import Clerk, hired
from tests.lists.looking import BULK, does, named, titles


def codes(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(AuditEvent.code).order_by(AuditEvent.sequence)))


def chief_of(clerk: Clerk, office: Office) -> Clerk:
    hired(office, "chief@sample.example", Role.ADMINISTRATOR)
    chief = Clerk(clerk.site)
    chief.signs_in("chief@sample.example")
    return chief


def folder(office: Office, name: str) -> str:
    with office.opened.database.writing() as session:
        made = Folder(organization_id=office.organization.id, name=name, created_at=now_of(session))
        session.add(made)
        session.flush()
        return made.public_id


@pytest.mark.shows("MK-78")
def test_ticked_contracts_are_filed_with_a_result_for_each_and_once(clerk: Clerk, office: Office) -> None:
    first, second = office.sent(title="一つ目"), office.sent(title="二つ目")
    shelf, chief = folder(office, "保管庫"), chief_of(clerk, office)
    chief.opens("/contracts")
    form = {**chief.fields(BULK), "contract": [first.contract, second.contract, "0" * 36], "folder": shelf}
    for _twice in range(2):
        chief.at = chief.client.post("/contracts/bulk/folder", data=form, follow_redirects=True)
    assert "3件のうち2件が完了しました。" in chief.text
    rows = chief.text.partition("</thead>")[2].partition("</table>")[0].split("<tr>")[1:]
    assert ["完了" in row for row in rows] == [True, True, False]
    assert "表示できない文書" in rows[2]
    assert codes(office).count("contract_filed") == 2
    assert set(titles(chief, folder=shelf)) == {"一つ目", "二つ目"}
    chief.opens("/contracts")
    assert "文書に印を付けてください" in does(chief, "/contracts/bulk/folder", folder=shelf)


def test_a_refused_act_leaves_the_ticks_and_what_was_typed_above_the_rows(
    clerk: Clerk, office: Office
) -> None:
    ticked, _other, chief = office.sent(title="一つ目"), office.sent(title="二つ目"), chief_of(clerk, office)
    chief.opens("/contracts?q=目")
    page = does(chief, "/contracts/bulk/folder", ticked.contract, tags="至急、更新")
    assert chief.at is not None
    assert chief.at.status_code == 422
    assert "移す先のフォルダを選んでください。" in page
    assert named(chief) == titles(chief, q="目"), "the same list"
    boxes = re.findall(r'name="contract"\s+value="([^"]+)"\s+checked', page)
    assert boxes == [ticked.contract]
    assert '<details class="fold" open>' in page
    assert page.index('value="至急、更新"') < page.index('name="contract"')


def test_tags_are_put_on_and_taken_off_and_the_owner_is_changed(clerk: Clerk, office: Office) -> None:
    sent, chief = office.sent(title="契約"), chief_of(clerk, office)
    chief.opens("/contracts")
    does(chief, "/contracts/bulk/tags", sent.contract, tags="至急、更新", act="add")
    assert "1件のうち1件が完了しました。" in chief.text
    chief.opens("/contracts?columns=tags,owner")
    assert "至急" in chief.text.partition('<th scope="row">')[2]
    does(chief, "/contracts/bulk/tags", sent.contract, tags="至急", act="remove")
    with office.opened.database.reading() as session:
        heir = session.scalars(select(User).where(User.mail == "legal@sample.example")).one()
        assert {tag.name for tag in session.scalars(select(Tag))} == {"至急", "更新"}
    chief.opens("/contracts?columns=tags,owner")
    assert "至急" not in chief.text.partition('<th scope="row">')[2]
    does(chief, "/contracts/bulk/owner", sent.contract, new_owner=heir.public_id)
    assert office.contract(sent).owner_id == heir.id
    assert titles(chief, q="法務") == ["契約"], "it is found by its new owner"
    assert codes(office).count("owner_changed") == 1


def test_who_may_not_file_is_told_so_row_by_row_and_sees_no_such_button(clerk: Clerk, office: Office) -> None:
    sent = office.sent(title="契約")
    hired(office, "viewer@sample.example", Role.VIEWER)
    with office.opened.database.writing() as session:
        viewer_id = session.scalars(select(User.id).where(User.mail == "viewer@sample.example")).one()
        session.add(
            ContractGrant(
                organization_id=office.organization.id,
                contract_id=office.contract(sent).id,
                user_id=viewer_id,
                level="viewer",
            )
        )
    viewer = Clerk(clerk.site)
    viewer.signs_in("viewer@sample.example")
    viewer.opens("/contracts")
    assert "契約" in viewer.text
    assert "フォルダへ移す" not in viewer.text
    data = {**viewer.fields(BULK), "contract": sent.contract, "folder": "none"}
    assert viewer.client.post("/contracts/bulk/folder", data=data).status_code == 404


@pytest.mark.shows("UX-18")
def test_signed_papers_come_as_one_zip_with_what_became_of_each_row(clerk: Clerk, office: Office) -> None:
    done, open_ = office.sent(title="契約書/原本"), office.sent(title="進行中")
    concluded(office, done)
    clerk.opens("/contracts")
    data = {**clerk.fields(BULK), "contract": [done.contract, open_.contract]}
    answer = clerk.client.post(BULK, data=data)
    assert answer.mimetype == "application/zip"
    assert "filename*=UTF-8''%E7%B7%A0" in answer.headers["Content-Disposition"]
    with ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        assert all(one.flag_bits & 0x800 for one in archive.infolist()), "names are told to be UTF-8"
        names = archive.namelist()
        report = archive.read("結果.csv").decode("utf-8-sig").splitlines()
    assert re.fullmatch(r"01_\d{4}-\d{6}_契約書／原本_締結済\.pdf", names[1])
    assert report[0] == "文書名,結果"
    assert report[2] == "進行中,締結済みではありません"
    told = [code for code in codes(office) if code == "downloaded"]
    assert len(told) == len(names) - 1
    assert "ダウンロードできる文書がありません" in does(_again(clerk), BULK, open_.contract)


def _again(clerk: Clerk) -> Clerk:
    clerk.opens("/contracts")
    return clerk


@pytest.mark.shows("IM-80", "IM-81", "IM-79")
def test_a_visitor_previews_the_concluded_contract_and_has_no_download(clerk: Clerk, office: Office) -> None:
    sent = office.sent(title="契約")
    concluded(office, sent)
    clerk.opens(f"/contracts/{sent.contract}")
    assert "締結した文書です。全員の署名と印影が入っています。" in clerk.text
    assert "契約書ダウンロード" in clerk.text
    hired(office, "visitor@sample.example", Role.VIEWER)
    with office.opened.database.writing() as session:
        visitor_id = session.scalars(select(User.id).where(User.mail == "visitor@sample.example")).one()
        session.add(
            ContractGrant(
                organization_id=office.organization.id,
                contract_id=office.contract(sent).id,
                user_id=visitor_id,
                level="visitor",
            )
        )
    visitor = Clerk(clerk.site)
    visitor.signs_in("visitor@sample.example")
    visitor.opens("/contracts")
    assert f'href="/contracts/{sent.contract}/shown/document.pdf"' in visitor.text
    shown = visitor.client.get(f"/contracts/{sent.contract}/shown/document.pdf")
    assert (shown.status_code, shown.data) == (200, office.newest_bytes(sent))
    assert "契約書ダウンロード" not in visitor.opens(f"/contracts/{sent.contract}").text
    assert visitor.client.get(f"/contracts/{sent.contract}/signed.pdf").status_code == 404
