"""A stranger who gets a request in our name tells the operator, who can stop the company (T53)."""

import json
import re

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from werkzeug.test import TestResponse

from cli import __main__ as warifu
from contracts.abuse import MOST_FROM_A_REMOTE, MOST_MAILED
from contracts.letters import Letter
from contracts.messages import NoticeKind, NoticeRequest
from database.abuse import AbuseReport
from database.abuse_letters import AbuseLetterDesk
from database.audit import AuditEvent
from database.letters.forwarding import outgoing
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from workflows.housekeeping import desks
from workflows.posting import postman_of

LINK = "心当たりのない場合・迷惑な依頼の報告"
WORDS = "振込先が\x1b[2Jおかしい\n至急と書かれている"
RECEIVED = re.compile(r"/report/received\?number=[0-9a-f]{8}")


def reports(stranger: Visitor, path: str, **typed: str) -> TestResponse:
    stranger.opens(path)
    return stranger.posts(path, **{"kind": "money", **typed})


def kept(office: Office) -> list[AbuseReport]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(AbuseReport).order_by(AbuseReport.id)))


@pytest.mark.shows("T53")
def test_every_mail_and_every_page_of_a_request_leads_to_the_report(office: Office, visitor: Visitor) -> None:
    party = office.sent(Plan(imprint=False)).parties[0]
    visitor.enters(office.link(party))
    visitor.opens("/c/contract")
    assert f'href="/report/{party.public_id}">{LINK}' in visitor.text
    letters = [Letter("sign_request", "1", "sato@example.com", "", "佐藤", party=party.public_id)]
    with office.opened.database.reading() as session:
        [due] = outgoing(session, office.organization.id, letters)
        [other] = outgoing(
            session, office.organization.id, [Letter("concluded", "2", "x@example.com", "", "")]
        )
    assert due.facts["report_of"] == party.public_id
    assert other.facts["report_of"] == office.organization.public_id


@pytest.mark.shows("T53")
def test_a_report_is_kept_audited_and_told_to_the_operator_who_stops_the_company(
    office: Office, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = office.sent(Plan(imprint=False))
    answer = reports(visitor, f"/report/{sent.parties[0].public_id}", details=WORDS, mail="tanaka@example.jp")
    assert RECEIVED.search(answer.headers["Location"])
    assert "報告を受け付けました" in visitor.client.get(answer.headers["Location"]).text
    [row] = kept(office)
    assert (row.organization_id, row.contract, row.kind) == (office.organization.id, sent.contract, "money")
    assert office.engine.notices == [NoticeRequest(NoticeKind.ABUSE_REPORTED, row.public_id)]
    letter = AbuseLetterDesk(office.opened.database, "operator@example.jp").letter(row.public_id)
    assert letter is not None
    assert letter.to == "operator@example.jp"
    postman_of(office.opened.settings).send(letter)
    with office.opened.database.reading() as session:
        [told] = session.scalars(select(AuditEvent).where(AuditEvent.code == "abuse_reported"))
    assert json.loads(told.facts) == {"kind": "money", "contract": sent.contract}
    monkeypatch.setenv("WARIFU_HOME", str(office.opened.settings.home))
    monkeypatch.setenv("WARIFU_DATABASE_URL", office.opened.settings.database_url)
    assert warifu.main(["organization", "reports"]) == 0
    listed = capsys.readouterr().out
    assert office.organization.public_id in listed
    assert "〔U+001B〕[2Jおかしい〔U+000A〕至急" in listed
    assert warifu.main(["organization", "suspend", office.organization.public_id, "--reason", "詐称"]) == 0
    assert warifu.main(["organization", "reports"]) == 0
    assert "（停止中）" in capsys.readouterr().out


@pytest.mark.shows("T08", "T53")
def test_the_page_says_nothing_of_whose_request_it_is_and_a_link_of_nothing_is_heard_too(
    office: Office, visitor: Visitor
) -> None:
    party = office.sent(Plan(imprint=False)).parties[0]
    pages = [
        visitor.client.get(path).text.replace(path, "")
        for path in (f"/report/{party.public_id}", "/report/nobody", "/report")
    ]
    shapes = {re.sub(r'value="[^"]*"', "", page) for page in pages}
    assert len(shapes) == 1
    assert office.organization.name not in pages[0]
    assert reports(visitor, "/report/nobody").status_code == 303
    assert [row.organization_id for row in kept(office)] == [None]


def test_a_report_of_a_time_when_the_engine_was_away_is_told_by_the_daily_round(
    office: Office, visitor: Visitor
) -> None:
    assert reports(visitor, "/report").status_code == 303
    [row] = kept(office)
    told = NoticeRequest(NoticeKind.ABUSE_REPORTED, row.public_id)
    assert told in [notice for desk in desks(office.opened) for notice in desk.untold()]


@pytest.mark.shows("T17", "T53")
def test_a_flood_of_reports_is_refused_and_fills_no_mailbox(office: Office, visitor: Visitor) -> None:
    for _each in range(MOST_FROM_A_REMOTE):
        assert reports(visitor, "/report").status_code == 303
    assert reports(visitor, "/report").status_code == 429
    assert len(kept(office)) == MOST_FROM_A_REMOTE
    row, desk = kept(office)[0], AbuseLetterDesk(office.opened.database, "operator@example.jp")
    assert desk.letter(row.public_id) is not None
    with office.opened.database.writing() as session:
        session.add_all(
            AbuseReport(
                contract="",
                kind="other",
                details="",
                mail="",
                remote=f"10.0.0.{n}",
                reported_at=row.reported_at,
            )
            for n in range(MOST_MAILED)
        )
    assert desk.letter(row.public_id) is None


def test_a_report_is_kept_once_for_its_form_and_cannot_be_changed(office: Office, visitor: Visitor) -> None:
    visitor.opens("/report")
    typed = {**visitor.fields("/report"), "kind": "other"}
    for _twice in range(2):
        assert visitor.client.post("/report", data=typed).status_code == 303
    assert len(kept(office)) == 1
    with pytest.raises(DatabaseError, match="append-only"), office.opened.database.writing() as session:
        session.execute(text("UPDATE abuse_report SET kind = 'money'"))


def test_a_report_without_its_kind_is_asked_for_again_with_what_was_typed(visitor: Visitor) -> None:
    visitor.opens("/report")
    typed = {**visitor.fields("/report"), "details": "二重の請求"}
    answer = visitor.client.post("/report", data=typed)
    assert answer.status_code == 422
    assert "報告の内容を選んでください。" in answer.text
    assert "二重の請求" in answer.text
