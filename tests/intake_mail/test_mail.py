"""受付メール: a mail opens a request, an answer joins it, strangers get nothing (MK-44, MK-45)."""

import json

import pytest
from sqlalchemy import select

from contracts.letters import Letter
from contracts.messages import NoticeKind
from database import intake_desk
from database.people import User
from database.queries.preferences import set_preference
from database.review_intake import ReviewIntake
from database.review_letters import ReviewLetterDesk
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.intake_mail.posting import INTAKE, SENDER, Post, eml, mixed, part

BASE = "https://sign.example.jp"


def letters(office: Office, kind: NoticeKind, subject: str) -> list[Letter]:
    desk = ReviewLetterDesk(office.opened.database, BASE, INTAKE)
    return [due.letter for due in desk.due(kind, subject)]


def newest_letter(office: Office, to: str) -> Letter:
    """Return the letter about the newest notice that this person gets."""
    notice = office.engine.notices[-1]
    return next(one for one in letters(office, NoticeKind(notice.kind), notice.subject) if one.to == to)


@pytest.mark.shows("MK-44")
def test_a_mail_opens_a_request_and_answers_by_mail_join_its_thread(
    post: Post, viewer: Clerk, clerk: Clerk, office: Office
) -> None:
    pdf = part("application/pdf", b"%PDF-1.7", b'Content-Disposition: attachment; filename="a.pdf"')
    text = part("text/plain; charset=utf-8", "支払条件を見てください。".encode())
    assert post.mails(mixed(text, pdf), dkim="{@sample.example : pass}").status_code == 204
    (review,) = post.reviews()
    assert (review.title, review.kind) == ("業務委託契約の相談", "checking")
    here = f"/reviews/{review.public_id}"
    clerk.opens(here)
    assert "メールで受付" in clerk.text
    assert "差出人確認済み" in clerk.text
    assert "a.pdf" in clerk.text
    letter = newest_letter(office, "legal@sample.example")
    assert (letter.reply_to, letter.facts["can_answer"]) == (INTAKE, True)
    clerk.sends(f"{here}/messages", body="支払期日はいつですか。", state="asking")
    asked = newest_letter(office, SENDER)
    answer = eml(
        "翌月末日です。\r\n\r\n"
        "2026年11月21日(土) 19:34 割符 <no-reply@localhost>:\r\n> 支払期日はいつですか。",
        Subject="Re: 【審査依頼】確認の依頼があります",
        Message_ID="<second@mail.sample.example>",
        In_Reply_To=f"<{asked.message_id}@localhost>",
    )
    post.mails(answer)
    assert len(post.reviews()) == 1
    viewer.opens(here)
    assert "審査中" in viewer.text
    assert "差出人未確認" in viewer.text
    folded = viewer.text.partition("引用された本文")[2].partition("</details>")[0]
    assert "> 支払期日はいつですか。" in folded
    assert '<p class="thread__body">翌月末日です。</p>' in viewer.text
    post.mails(
        eml(
            "追伸です。",
            Message_ID="<third@x.example>",
            References="<first@mail.sample.example> <second@mail.sample.example>",
        )
    )
    viewer.opens(here)
    assert "追伸です。" in viewer.text
    original = viewer.text.split(f"{here}/mails/")[1].split('"')[0]
    download = viewer.client.get(f"{here}/mails/{original}")
    assert b"Message-ID: <first@mail.sample.example>" in download.data
    assert download.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.usefixtures("viewer")
def test_the_same_mail_delivered_again_is_taken_once(post: Post, office: Office) -> None:
    for _ in range(3):
        assert post.mails(eml()).status_code == 204
    assert len(post.reviews()) == 1
    assert [one.kind for one in office.engine.notices] == [NoticeKind.REVIEW_ASKED]
    assert post.audited("intake_taken") == [
        {"sha256": post.audited("intake_taken")[0]["sha256"], "verified": 0, "way": "mail"}
    ]


@pytest.mark.usefixtures("viewer")
def test_strangers_disabled_accounts_and_programs_are_refused_in_silence(post: Post, office: Office) -> None:
    post.mails(eml(From="x@evil.example"))
    post.mails(eml(From=f"{SENDER}, x@evil.example"))
    post.mails(eml(Auto_Submitted="auto-replied"))
    post.mails(eml(Return_Path="<>"))
    with office.opened.database.writing() as session:
        user = session.scalars(select(User).where(User.mail == SENDER)).one()
        user.disabled_at = user.created_at
    assert post.mails(eml()).status_code == 204
    assert post.reviews() == []
    assert office.engine.notices == []
    reasons = [one["reason"] for one in post.audited("intake_refused")]
    assert reasons == ["unknown_sender"] * 2 + ["automatic"] * 2 + ["unknown_sender"]


def test_the_door_opens_with_its_password_alone_and_only_where_it_is_set(post: Post, office: Office) -> None:
    assert post.mails(eml(), key="another").status_code == 401
    assert post.mails(eml(), key="").status_code == 401
    assert post.audited("intake_refused") == []
    client = post.site.test_client()
    assert client.post("/hooks/inbound-mail", data=eml()).status_code == 401
    assert office.engine.notices == []


@pytest.mark.shows("MK-44")
def test_an_answer_to_what_one_may_not_see_or_to_what_was_withdrawn_opens_a_request_of_its_own(
    post: Post, viewer: Clerk, approver: Clerk
) -> None:
    post.mails(eml())
    (review,) = post.reviews()
    here = f"/reviews/{review.public_id}"
    answer = {"In_Reply_To": "<first@mail.sample.example>"}
    post.mails(eml("別件です。", From="approver@sample.example", Message_ID="<a@x.example>", **answer))
    assert "別件です。" not in viewer.opens(here).text
    assert "支払条件" not in approver.opens(f"/reviews/{post.reviews()[1].public_id}").text
    viewer.opens(f"{here}/withdrawal")
    viewer.sends(f"{here}/withdrawal")
    post.mails(eml("やはりお願いします。", Message_ID="<b@x.example>", **answer))
    assert [one.state for one in post.reviews()] == ["withdrawn", "received", "received"]
    forged = f"<review_asked.{review.public_id}.{'0' * 36}@localhost>"
    post.mails(eml("覗き見", From="approver@sample.example", Message_ID="<c@x.example>", References=forged))
    assert len(post.reviews()) == 4


@pytest.mark.shows("MK-45")
def test_files_beyond_the_limits_stay_in_the_original_and_the_words_are_taken(
    post: Post, viewer: Clerk, office: Office
) -> None:
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "review_files", 1)
    files = [
        part("text/csv", b"a,b", f"Content-Disposition: attachment; filename={n}.csv".encode()) for n in "ab"
    ]
    post.mails(mixed(part("text/plain; charset=utf-8", "二つあります。".encode()), *files))
    (review,) = post.reviews()
    viewer.opens(f"/reviews/{review.public_id}")
    assert "二つあります。" in viewer.text
    assert "添付できるファイルは1件までです。元のメールには残っています。" in viewer.text
    assert "a.csv" not in viewer.text
    with office.opened.database.reading() as session:
        row = session.scalars(select(ReviewIntake)).one()
        assert (row.file_fault, row.file is not None) == ("too_many_files", True)


def test_nothing_that_a_mail_says_is_markup(post: Post, viewer: Clerk) -> None:
    post.mails(eml("<script>alert(1)</script>\u202efdp", Subject="=?UTF-8?Q?=3Cb=3E=E2=80=AE=0Ax?="))
    (review,) = post.reviews()
    page = viewer.client.get(f"/reviews/{review.public_id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_what_is_no_mail_is_refused_and_told_in_the_audit_log_alone(post: Post) -> None:
    headers = {"Authorization": "Basic c2VuZGdyaWQ6a2V5IG9mIHRoZSBtYWlsIGRvb3Igb2YgdGhpcyB0ZXN0"}
    client = post.site.test_client()
    answer = client.post(
        "/hooks/inbound-mail", data=json.dumps({}), headers=headers, content_type="application/json"
    )
    assert answer.status_code == 204
    broken = client.post(
        "/hooks/inbound-mail", data=b"--x", headers=headers, content_type="multipart/form-data; boundary=b"
    )
    assert broken.status_code == 204
    assert {one["reason"] for one in post.audited("intake_refused")} <= {"no_form", "no_raw_mail"}


@pytest.mark.shows("MK-44", "T52")
@pytest.mark.usefixtures("viewer")
def test_under_somebodys_name_only_so_many_mails_a_day_are_taken_that_nothing_vouches_for(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_desk, "MOST_UNPROVED_A_DAY", 2)
    for number in range(4):
        assert post.mails(eml(Message_ID=f"<{number}@x.example>")).status_code == 204
    assert len(post.reviews()) == 2
    assert [one["reason"] for one in post.audited("intake_refused")] == ["too_many"] * 2
    post.mails(eml(Message_ID="<own@x.example>"), dkim="{@sample.example : pass}")
    assert len(post.reviews()) == 3
