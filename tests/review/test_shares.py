"""社外共有: a code is asked for, five wrong ones end it, what is written lands on its own side (MK-41)."""

from datetime import timedelta

import pytest
from flask import Flask

from contracts.locking import MOST_CODE_TRIES
from contracts.messages import NoticeKind
from database.contract import Contract
from database.engine import now_of
from database.office import Preference
from database.queries.comments import external_comments, internal_comments
from database.sharing import VersionShare
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor
from tests.desk.cases import sent_by
from tests.desk.site import Clerk
from tests.review.drafting import drafted
from tests.review.sharing import CODE, opened, share_of, shared
from webapp.texts.dates import prose_date

GONE = "このリンクは使えません"


@pytest.mark.shows("MK-41", "IM-57")
def test_a_draft_is_agreed_on_with_somebody_outside_before_it_is_sent(
    clerk: Clerk, site: Flask, office: Office
) -> None:
    draft = drafted(clerk)
    token = shared(clerk, draft, office, mail="takahashi@midori.example", display_name="青空不動産 法務部")
    assert [one.kind for one in office.engine.notices] == [NoticeKind.VERSION_SHARED]
    reader = Visitor(site)
    opened(reader, token, CODE)
    assert "青空不動産 法務部 からの共有" in reader.text
    assert "業務委託契約書" in reader.text
    assert reader.client.get("/shared/document.pdf").data.startswith(b"%PDF-")
    assert reader.client.get("/shared/pages/1.png").mimetype == "image/png"
    reader.opens("/shared")
    hidden = reader.fields("/shared/comments")
    words = {**hidden, "author": "高橋 美咲", "body": "第2条の委託料は月額でお願いします。"}
    for _ in range(2):
        assert reader.client.post("/shared/comments", data=words).status_code == 303
    reader.opens("/shared")
    agreed = {**reader.fields("/shared/comments"), "author": "高橋 美咲", "body": ""}
    assert reader.client.post("/shared/agreement", data=agreed).status_code == 303
    share = share_of(office)
    clerk.opens(f"/contracts/{draft}/shares/{share.public_id}")
    assert clerk.text.count("第2条の委託料は月額でお願いします。") == 1
    assert "内容を了承" in clerk.text
    clerk.sends(f"/contracts/{draft}/shares/{share.public_id}/comments", body="承知しました。")
    assert "承知しました。" in reader.opens("/shared").get_data(as_text=True)
    with office.opened.database.reading() as session:
        contract = session.get_one(VersionShare, share.id).contract
        assert len(external_comments(session, contract)) == 3
        assert list(internal_comments(session, contract)) == []
        assert contract.sequence == 0


@pytest.mark.shows("MK-41", "T15")
def test_the_code_is_needed_and_each_try_counts_before_it_is_compared(
    clerk: Clerk, site: Flask, office: Office
) -> None:
    token = shared(clerk, sent_by(clerk, office).contract, office)
    reader = Visitor(site)
    for path in ("/shared", "/shared/document.pdf", "/shared/pages/1.png"):
        assert reader.client.get(path).status_code == 401
    before = office.dump()
    reader.opens(f"/shared/link/{token}")
    assert office.dump() == before
    assert "業務委託" not in reader.text
    for tried in range(1, MOST_CODE_TRIES):
        opened(reader, token, "wrong-code")
        assert "アクセスコードが違います。" in reader.text
        assert share_of(office).code_tries == tried
        assert f"あと{MOST_CODE_TRIES - tried}回入力できます。" in reader.text
    opened(reader, token, "wrong-code")
    assert GONE in reader.text
    reader.opens(f"/shared/link/{token}")
    assert GONE in reader.text
    assert reader.at is not None
    assert reader.at.status_code == 410


@pytest.mark.shows("MK-41", "T20")
def test_a_shared_link_ends_with_its_day_or_at_once_when_it_is_revoked(
    clerk: Clerk, site: Flask, office: Office
) -> None:
    contract = sent_by(clerk, office).contract
    token = shared(clerk, contract, office)
    share = share_of(office)
    assert timedelta(days=14) < share.expires_at - share.created_at < timedelta(days=15)
    reader = Visitor(site)
    opened(reader, token, CODE)
    until = f"{prose_date(share.expires_at - timedelta(seconds=1))}まで"
    assert until.replace("まで", " まで開けます") in reader.text
    clerk.opens(f"/contracts/{contract}/shares/{share.public_id}")
    assert until in clerk.text
    other = {"share": "another", "csrf_token": reader.fields("/shared/comments")["csrf_token"]}
    assert reader.client.post("/shared/comments", data=other).status_code == 409
    revoking = f"/contracts/{contract}/shares/{share.public_id}/revocation"
    clerk.opens(revoking)
    clerk.sends(revoking)
    assert "共有終了" in clerk.text
    assert reader.client.get("/shared").status_code == 401
    again = shared(clerk, contract, office)
    opened(reader, again, CODE)
    assert reader.client.get("/shared").status_code == 200
    with office.opened.database.writing() as session:
        session.get_one(VersionShare, share_of(office).id).expires_at = now_of(session)
    assert reader.client.get("/shared/document.pdf").status_code == 401
    reader.opens(f"/shared/link/{again}")
    assert GONE in reader.text


def test_nothing_of_the_link_but_its_digest_stands_in_the_database_and_no_page_is_stored(
    clerk: Clerk, site: Flask, office: Office
) -> None:
    token = shared(clerk, sent_by(clerk, office).contract, office)
    assert not any(token in line or CODE in line for line in office.dump())
    assert any("みどり企画" in line for line in office.dump())
    reader = Visitor(site)
    opened(reader, token, CODE)
    for path in ("/shared", "/shared/code", "/shared/document.pdf"):
        assert reader.client.get(path).headers["Cache-Control"] == "no-store"


def test_a_code_that_is_no_code_and_a_day_too_far_are_told_beside_their_fields(
    clerk: Clerk, office: Office
) -> None:
    page = f"/contracts/{sent_by(clerk, office).contract}/versions/1/share"
    clerk.opens(page)
    assert clerk.sends(page, code="あ", last_day="2099/1/1", message="ご確認ください。").status_code == 422
    assert "共有できるのは180日先までです。" in clerk.text
    assert "ご確認ください。" in clerk.text


@pytest.mark.shows("T07", "MK-79")
def test_a_link_ends_for_as_long_as_who_shared_may_not_see_the_contract(
    clerk: Clerk, colleague: Clerk, site: Flask, office: Office
) -> None:
    sent = sent_by(clerk, office)
    token = shared(colleague, sent.contract, office)
    reader, late = Visitor(site), Visitor(site)
    opened(reader, token, CODE)
    assert reader.client.get("/shared/document.pdf").status_code == 200
    for confidential in (True, False):
        with office.opened.database.writing() as session:
            session.get_one(Contract, share_of(office).contract_id).confidential = confidential
        gone = 401 if confidential else 200
        assert reader.client.get("/shared/document.pdf").status_code == gone
        late.opens(f"/shared/link/{token}")
        assert (GONE in late.text) is confidential


@pytest.mark.shows("T52")
def test_a_version_goes_out_by_mail_only_while_the_day_has_mails_left(clerk: Clerk, office: Office) -> None:
    draft = drafted(clerk)
    with office.opened.database.writing() as session:
        session.add(
            Preference(
                organization_id=office.organization.id,
                name="most_mails",
                value="1",
                changed_by_id=office.owner.id,
                changed_at=now_of(session),
            )
        )
    shared(clerk, draft, office, mail="takahashi@midori.example")
    page = f"/contracts/{draft}/versions/1/share"
    typed = {"recipient": "株式会社みどり企画　中村", "code": CODE}
    clerk.opens(page)
    assert clerk.sends(page, **typed, mail="nakamura@midori.example").status_code == 422
    assert "今日のメール数が組織の上限に達したため" in clerk.text
    assert clerk.fields(page)["mail"] == "nakamura@midori.example"
    assert clerk.sends(page, **typed, mail="").status_code == 200
    assert len(office.engine.notices) == 1
