"""Reports of services: forged, old and repeated ones change nothing; a bounce is 不達 (MK-73, T72)."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from sqlalchemy import select

from contracts.letters import Fate, Outcome
from contracts.messages import NoticeRequest
from database.chasing import DeliveryEvent
from database.delivery import Delivery
from database.delivery_reports import ReportDesk
from database.engine import now_of
from database.party import Party
from tests.chasing.reporting import Service, reported_to, texts
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from tests.sms.delivering import posted


@pytest.fixture
def reporting(site: Flask, office: Office) -> Service:
    with office.opened.database.reading() as session:
        return Service(reported_to(site), now_of(session))


def mailed(office: Office, *plans: Plan) -> tuple[Sent, str]:
    """Send a contract and post its letters; return it with the id of the first party's letter."""
    sent = office.sent(*(plans or (Plan(),)))
    posted(office)
    with office.opened.database.reading() as session:
        query = select(Delivery.message_id).where(Delivery.party == sent.parties[0].public_id)
        return sent, session.scalars(query).first() or ""


def letter(office: Office, message_id: str) -> Delivery:
    with office.opened.database.reading() as session:
        return session.scalars(select(Delivery).where(Delivery.message_id == message_id)).one()


@pytest.mark.shows("MK-73")
def test_a_bounce_makes_the_party_undelivered_on_the_page_and_the_owner_is_told_once(
    reporting: Service, office: Office, clerk: Clerk
) -> None:
    sent, message_id = mailed(office)
    for at in ("e-1", "e-2"):
        assert reporting.posts(reporting.event(message_id, "bounce", at)).status_code == 204
    assert (letter(office, message_id).fate, letter(office, message_id).reason) == (
        Fate.UNDELIVERED,
        "bounced",
    )
    clerk.opens(f"/contracts/{sent.contract}")
    assert "不達" in clerk.text.partition('id="parties"')[2].partition("</section>")[0]
    assert "メールが届きませんでした" in clerk.text
    assert set(office.engine.notices) == {NoticeRequest("undelivered", message_id)}
    desk = ReportDesk(office.opened.database, "https://keiyaku.example.jp")
    alert = desk.letter(message_id)
    assert alert is not None
    assert (alert.template, alert.to, alert.facts["party_name"]) == (
        "undelivered",
        office.owner.mail,
        "佐藤 一郎",
    )
    assert desk.untold() == [NoticeRequest("undelivered", message_id)]
    desk.sent(message_id, alert, Outcome(Fate.SENT))
    assert (desk.letter(message_id), desk.untold()) == (None, [])


@pytest.mark.shows("T72")
def test_forged_changed_old_and_repeated_reports_change_nothing(reporting: Service, office: Office) -> None:
    _sent, message_id = mailed(office)
    bounce = reporting.event(message_id, "bounce")
    forger = replace(reporting, signer=ec.generate_private_key(ec.SECP256R1()))
    assert forger.posts(bounce).status_code == 403
    assert reporting.posts(bounce, sent=b"[]").status_code == 403
    assert reporting.posts(bounce, late=301).status_code == 403
    assert reporting.posts(bounce, late=-600).status_code == 403
    assert reporting.site.test_client().post("/hooks/sendgrid", data=b"[]").status_code == 403
    assert letter(office, message_id).fate == Fate.SENT
    for _ in range(2):
        assert reporting.posts(bounce).status_code == 204
    with office.opened.database.reading() as session:
        assert len(session.scalars(select(DeliveryEvent)).all()) == 1


def test_an_arrival_and_a_delay_are_kept_and_undo_no_bounce(
    reporting: Service, office: Office, clerk: Clerk
) -> None:
    sent, message_id = mailed(office)
    reports = [reporting.event(message_id, kind, kind) for kind in ("deferred", "delivered", "open")]
    strange = [reporting.event("nobody's letter", "bounce", "x"), {"event": ["odd"]}, "odd"]
    assert reporting.posts(*reports, *strange).status_code == 204  # type: ignore[arg-type]  # as it may come
    kept = letter(office, message_id)
    assert (kept.arrived_at, kept.delayed_at, kept.fate) == (kept.delayed_at, kept.arrived_at, Fate.SENT)
    assert kept.arrived_at is not None
    clerk.opens(f"/contracts/{sent.contract}")
    assert "到達 " in clerk.text
    reporting.posts(reporting.event(message_id, "bounce"))
    reporting.posts(reporting.event(message_id, "delivered", "later"))
    assert letter(office, message_id).fate == Fate.UNDELIVERED


def test_a_bounce_of_an_address_that_is_no_longer_used_leaves_the_party_alone(
    reporting: Service, office: Office
) -> None:
    sent, message_id = mailed(office)
    with office.opened.database.writing() as session:
        session.get_one(Party, sent.parties[0].id).mail = "another@example.com"
    reporting.posts(reporting.event(message_id, "bounce"))
    assert office.party(sent.parties[0]).undelivered_at is None


@pytest.mark.shows("MK-70", "T72")
def test_a_number_that_takes_no_sms_is_told_in_the_words_users_know(
    reporting: Service, office: Office, clerk: Clerk
) -> None:
    sent, message_id = mailed(office, Plan(mail="", phone="09012345678"))
    failed = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30005"}
    assert texts(reporting.site, message_id, failed, "another token").status_code == 403
    assert letter(office, message_id).fate == Fate.SENT
    assert texts(reporting.site, message_id, {**failed, "MessageStatus": "sent"}).status_code == 204
    assert texts(reporting.site, message_id, failed).status_code == 204
    clerk.opens(f"/contracts/{sent.contract}")
    assert "SMS未到達（履歴判定NG）" in clerk.text


def test_where_no_service_reports_the_page_says_that_bounces_are_not_seen(
    office: Office, clerk: Clerk
) -> None:
    sent, _message_id = mailed(office)
    clerk.opens(f"/contracts/{sent.contract}")
    assert "送信後に戻ってきたメールを検知できません" in clerk.text
