"""契約審査依頼: a form makes a case with a number, the requester sees how it goes, a draft comes of it."""

from io import BytesIO

import pytest

from contracts.messages import NoticeKind
from contracts.reviewing import IntakeLimits, intake_fault
from database.queries.preferences import set_preference
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.site import Clerk

TITLE = "株式会社みどり企画との業務委託契約"


def asked(requester: Clerk, **typed: object) -> str:
    """Ask for a review and return its public id."""
    requester.opens("/reviews/new")
    requester.sends("/reviews/new", **{"title": TITLE, "body": "相手方の案です。", **typed})
    return requester.path.rpartition("/")[2]


@pytest.mark.shows("MK-43")
def test_a_request_gets_a_number_is_answered_and_the_requester_sees_how_it_goes(
    viewer: Clerk, clerk: Clerk, office: Office
) -> None:
    attached = [(BytesIO(paper("案")), "業務委託契約書（案）.pdf"), (BytesIO(b"memo"), "経緯.txt")]
    review = asked(viewer, files=attached, due_on="2099/3/31")
    assert "受付番号 R20" in viewer.text
    assert "2099年3月31日" in viewer.text
    assert [one.kind for one in office.engine.notices] == [NoticeKind.REVIEW_ASKED]
    clerk.opens("/reviews")
    assert TITLE in clerk.text
    here = f"/reviews/{review}"
    clerk.opens(here)
    clerk.sends(f"{here}/messages", body="支払期日はいつですか。", state="asking")
    assert office.engine.notices[-1].kind == NoticeKind.REVIEW_ANSWERED
    viewer.opens(here)
    assert "確認依頼中" in viewer.text
    assert "支払期日はいつですか。" in viewer.text
    viewer.sends(f"{here}/messages", body="翌月末日です。")
    assert "審査中" in viewer.text
    clerk.opens(here)
    clerk.sends(f"{here}/messages", body="問題ありません。", state="done")
    viewer.opens("/reviews?which=closed")
    assert TITLE in viewer.text
    viewer.opens(here)
    assert "完了" in viewer.text
    file = viewer.text.split(f"{here}/files/")[1].split('"')[0]
    answer = viewer.client.get(f"{here}/files/{file}")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.shows("MK-43")
def test_a_draft_comes_of_a_request_and_each_leads_to_the_other(viewer: Clerk, clerk: Clerk) -> None:
    review = asked(viewer, files=[(BytesIO(paper("案")), "契約書.pdf"), (BytesIO(b"memo"), "経緯.txt")])
    here = f"/reviews/{review}"
    clerk.opens(here)
    boxes = clerk.text.split('name="file" value="')[1:]
    ticked = [one.split('"')[0] for one in boxes]
    clerk.sends(f"{here}/contract", file=ticked)
    assert "審査依頼から下書きを作りました。" in clerk.text
    assert "経緯.txt：" in clerk.text
    draft = clerk.path.split("/")[2]
    clerk.opens(f"/contracts/{draft}/versions")
    assert TITLE in clerk.text
    assert review in clerk.text
    clerk.opens(here)
    assert f"/contracts/{draft}" in clerk.text
    assert "この案件から契約を作成" not in clerk.text
    viewer.opens(here)
    assert draft not in viewer.text
    clerk.opens(f"/drafts/{draft}/deletion")
    clerk.sends(f"/drafts/{draft}/deletion")
    clerk.opens(here)
    assert "この案件から契約を作成" in clerk.text


@pytest.mark.shows("MK-43")
def test_a_request_is_seen_by_its_own_people_and_those_who_review_and_by_nobody_else(
    viewer: Clerk, approver: Clerk, clerk: Clerk
) -> None:
    review = asked(viewer)
    assert clerk.opens(f"/reviews/{review}").status_code == 200
    assert approver.opens(f"/reviews/{review}").status_code == 404
    assert approver.opens("/reviews").get_data(as_text=True).count(TITLE) == 0
    token = viewer.fields(f"/reviews/{review}/messages")["csrf_token"]
    assert viewer.client.post(f"/reviews/{review}/assignee", data={"csrf_token": token}).status_code == 404
    viewer.opens(f"/reviews/{review}/withdrawal")
    viewer.sends(f"/reviews/{review}/withdrawal")
    assert "取り下げ" in viewer.text
    assert clerk.opens(f"/reviews/{review}/withdrawal").status_code == 404


@pytest.mark.shows("MK-45")
def test_files_beyond_the_limits_that_the_organisation_sets_are_refused_and_the_words_are_kept(
    viewer: Clerk, office: Office
) -> None:
    limits = IntakeLimits(files=10, file_mb=100, total_mb=200)
    mb = 1024 * 1024
    assert intake_fault(limits, ["契約書.pdf"] * 10, [20 * mb] * 10) == ""
    assert intake_fault(limits, ["契約書.pdf"] * 11, [1] * 11) == "too_many_files"
    assert intake_fault(limits, ["契約書.pdf"], [100 * mb + 1]) == "file_too_large"
    assert intake_fault(limits, ["契約書.pdf"] * 3, [70 * mb] * 3) == "files_too_large"
    assert intake_fault(limits, ["あ" * 201], [1]) == "name_too_long"
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "review_files", 1)
    viewer.opens("/reviews/new")
    two = [(BytesIO(b"one"), "一.txt"), (BytesIO(b"two"), "二.txt")]
    refused = viewer.sends("/reviews/new", title=TITLE, body="相手方の案です。", files=two)
    assert refused.status_code == 422
    assert "添付できるファイルは1件までです。" in viewer.text
    assert TITLE in viewer.text
