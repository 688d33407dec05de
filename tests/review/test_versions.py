"""Every upload is a version of its own: listed, vouched for, brought back, never changed (MK-38)."""

import csv
import re

import pytest
from sqlalchemy import select

from contracts.versioning import VersionOrigin
from database.contract import Contract
from database.document import DocumentVersion
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.cases import RENT, concluded, sent_back, sent_by
from tests.desk.site import Clerk
from tests.review.drafting import answered_with, drafted, replaced


def versions(office: Office, contract: str) -> list[DocumentVersion]:
    with office.opened.database.reading() as session:
        query = select(DocumentVersion).join(Contract, Contract.id == DocumentVersion.contract_id)
        found = session.scalars(query.where(Contract.public_id == contract).order_by(DocumentVersion.number))
        return list(found)


@pytest.mark.shows("MK-38")
def test_each_upload_is_a_version_with_who_when_and_why_and_an_old_one_comes_back_as_a_new_one(
    clerk: Clerk, office: Office
) -> None:
    draft = drafted(clerk)
    replaced(clerk, draft, "賃料を198,000円に修正")
    first, second = versions(office, draft)
    clerk.opens(f"/contracts/{draft}/versions")
    assert "賃料を198,000円に修正" in clerk.text
    assert "法務 花子" in clerk.text
    restoring = f"/contracts/{draft}/versions/1/restoration"
    clerk.opens(restoring)
    assert clerk.sends(restoring).status_code == 422
    clerk.sends(restoring, reason="修正を取りやめ")
    assert "第1版に復元：修正を取りやめ" in clerk.text
    *before, third = versions(office, draft)
    assert [one.uploaded_id for one in before] == [first.uploaded_id, second.uploaded_id]
    assert (third.number, third.uploaded_id, third.restored_from) == (3, first.uploaded_id, 1)
    assert third.origin == VersionOrigin.RESTORED


def test_a_restoration_sent_twice_is_one_version(clerk: Clerk, office: Office) -> None:
    draft = drafted(clerk)
    replaced(clerk, draft, "修正")
    restoring = f"/contracts/{draft}/versions/1/restoration"
    clerk.opens(restoring)
    typed = {**clerk.fields(restoring), "reason": "取りやめ"}
    for _ in range(2):
        assert clerk.client.post(restoring, data=typed).status_code == 303
    assert len(versions(office, draft)) == 3


@pytest.mark.shows("MK-38")
def test_a_mark_is_taken_back_by_its_own_hand_alone_and_the_last_one_is_shown(
    clerk: Clerk, colleague: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    page = f"/contracts/{sent.contract}/versions/1"
    clerk.opens(page)
    clerk.sends(f"{page}/mark")
    assert "自分の確認済みを取り消す" in clerk.text
    colleague.opens(page)
    assert "法務 花子" in colleague.text
    assert "取り消す" not in colleague.text
    token = colleague.fields(f"{page}/comments")["csrf_token"]
    colleague.client.post(f"{page}/mark/removal", data={"csrf_token": token})
    colleague.opens(page)
    assert "法務 花子" in colleague.text
    assert "取り消しました" not in colleague.text
    clerk.opens(f"/contracts/{sent.contract}/versions")
    assert clerk.text.count("法務 花子") > 1
    assert "法務 花子" in checked(clerk)
    colleague.opens(page)
    colleague.sends(f"{page}/mark")
    assert re.fullmatch(r"第1版 法務 三郎 \d{4}/\d\d/\d\d \d\d:\d\d", checked(clerk))
    clerk.opens("/contracts?columns=checked")
    assert "法務 三郎" in clerk.text.partition('data-label="確認済み"')[2].partition("</td>")[0]
    colleague.opens(page)
    colleague.sends(f"{page}/mark/removal")
    assert "法務 花子" in checked(clerk)
    clerk.opens(page)
    clerk.sends(f"{page}/mark/removal")
    assert "まだ誰も確認済みにしていません。" in clerk.text
    assert checked(clerk) == ""


def checked(clerk: Clerk) -> str:
    """Return what the sheet of the list says of the only contract."""
    (row,) = csv.DictReader(clerk.client.get("/contracts.csv?columns=checked").text[1:].splitlines())
    return row["確認済み"]


def test_who_opened_a_version_is_told_on_its_page_and_in_the_audit_log(
    clerk: Clerk, colleague: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    colleague.opens(f"/contracts/{sent.contract}/versions/1")
    clerk.opens(f"/contracts/{sent.contract}/versions/1")
    assert "法務 三郎" in clerk.text
    assert any("version_viewed" in line for line in office.dump())


@pytest.mark.shows("MK-38", "NX-04")
def test_the_signed_version_is_told_apart_and_cannot_be_replaced_by_an_old_one(
    clerk: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    sent_back(office, sent)
    answered_with(clerk, sent.contract, paper("賃料を直した契約書"), "賃料を修正しました。")
    office.prepare(sent)
    concluded(office, sent)
    clerk.opens(f"/contracts/{sent.contract}/versions")
    assert clerk.text.count("締結版") == 1
    assert clerk.text.index("締結版") < clerk.text.index("第1版")
    assert "賃料を修正しました。" in clerk.text
    clerk.opens(f"/contracts/{sent.contract}/versions/comparison?old=1&new=2")
    for told in ("相手方差し戻し：修正を求められました", RENT, "賃料を修正しました。", "違いが"):
        assert told in clerk.text
    assert clerk.opens(f"/contracts/{sent.contract}/versions/1/restoration").status_code == 404


@pytest.mark.shows("MK-38")
def test_a_send_back_may_be_answered_with_an_older_version(clerk: Clerk, office: Office) -> None:
    sent = sent_by(clerk, office)
    sent_back(office, sent)
    clerk.opens(f"/contracts/{sent.contract}")
    assert "相手方から差し戻されました" in clerk.text
    restoring = f"/contracts/{sent.contract}/versions/1/restoration"
    clerk.opens(restoring)
    clerk.sends(restoring, reason="初回の条件のまま、あらためてお願いします。")
    assert office.contract(sent).round == 2
    assert [one.number for one in versions(office, sent.contract)] == [1, 2]


def test_the_contract_says_the_sha_256_of_the_newest_version_and_folds_those_before(
    clerk: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    sent_back(office, sent)
    answered_with(clerk, sent.contract, paper("賃料を直した契約書"), "賃料を修正しました。")
    clerk.opens(f"/contracts/{sent.contract}")
    folded = "".join(re.findall("<details.*?</details>", clerk.text, re.DOTALL))
    with office.opened.database.reading() as session:
        contract = session.get_one(Contract, office.contract(sent).id)
        query = select(DocumentVersion).where(DocumentVersion.contract_id == contract.id)
        told = {one.number: one.documents[0].uploaded.digest for one in session.scalars(query)}
    assert {number: digest in folded for number, digest in told.items()} == {1: True, 2: False}
    assert all(digest in clerk.text for digest in told.values())


def test_a_draft_of_another_person_has_no_versions_to_see(
    clerk: Clerk, colleague: Clerk, viewer: Clerk
) -> None:
    draft = drafted(clerk)
    for path in ("versions", "versions/1", "versions/1/pages/1.png", "versions/comparison"):
        assert clerk.client.get(f"/contracts/{draft}/{path}").status_code == 200
        for other in (colleague, viewer):
            assert other.client.get(f"/contracts/{draft}/{path}").status_code == 404


def test_a_number_that_no_database_can_hold_names_no_version(clerk: Clerk) -> None:
    draft = drafted(clerk)
    assert clerk.opens(f"/contracts/{draft}/versions/1").status_code == 200
    for number in ("9" * 9, "9" * 19, "9" * 5_000):
        assert clerk.opens(f"/contracts/{draft}/versions/{number}").status_code == 404
