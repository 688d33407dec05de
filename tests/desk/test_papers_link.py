"""締結済み文書のリンク: how long it works, and that the sender can have a new one sent (GM-28)."""

import email
import re
from datetime import date, datetime, timedelta
from email.policy import default

import pytest
from sqlalchemy import select

from contracts.letters import LinkPurpose
from contracts.messages import NoticeKind
from contracts.preferences import Preferences
from contracts.reasons import JST
from database.audit import AuditEvent
from database.delivery import Delivery, PartyLink
from database.engine import now_of
from database.party import Party
from database.queries.preferences import set_preference
from tests.counterparty.notices import delivered, untold
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor, create_site
from tests.desk.cases import concluded
from tests.desk.site import Clerk
from workflows.door import EngineUnavailable


@pytest.fixture
def done(office: Office) -> Sent:
    sent = office.sent(Plan())
    concluded(office, sent)
    return sent


def path_of(sent: Sent) -> str:
    return f"/contracts/{sent.contract}/parties/{sent.parties[0].public_id}/papers-link"


def mailed(office: Office) -> str:
    """Do what the worker does with the notice and return the token of the link in the mail."""
    opened, notice = office.opened, office.engine.notices[-1]
    assert notice.kind == NoticeKind.CONCLUDED_LINK
    delivered(office)
    (file,) = opened.settings.outbox.glob(f"concluded_link.{notice.subject}.eml")
    letter = email.message_from_bytes(file.read_bytes(), policy=default)
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"/c/l/(\S+)", body.get_content())
    assert found is not None
    assert letter["To"].addresses[0].addr_spec == "party1@example.com"
    return found[1]


@pytest.mark.shows("GM-28", "CS-31", "T05")
def test_the_sender_has_a_new_link_mailed_and_never_sees_it(clerk: Clerk, office: Office, done: Sent) -> None:
    old = office.link(done.parties[0], LinkPurpose.CONCLUDED)
    clerk.opens(f"/contracts/{done.contract}")
    assert "締結済み文書のリンクを再発行" in clerk.text
    clerk.opens(path_of(done))
    answer = clerk.sends(path_of(done))
    token = mailed(office)
    assert token not in answer.text
    site = create_site(office)
    assert "このリンクは無効になりました" in Visitor(site).arrives(old).get_data(as_text=True)
    visitor = Visitor(site)
    visitor.enters(token)
    assert "締結した書類" in visitor.text
    with office.opened.database.reading() as session:
        assert session.scalars(select(AuditEvent.code)).all().count("papers_link_reissued") == 1
        assert session.scalars(select(Delivery.template)).all() == ["concluded_link"]


def test_the_same_form_twice_is_one_link_and_an_engine_away_loses_none(
    clerk: Clerk, office: Office, done: Sent
) -> None:
    office.link(done.parties[0], LinkPurpose.CONCLUDED)
    clerk.opens(path_of(done))
    fields = clerk.fields(path_of(done))
    office.engine.silence = EngineUnavailable()
    for _ in range(2):
        clerk.client.post(path_of(done), data=fields)
    with office.opened.database.reading() as session:
        living = session.scalars(select(PartyLink.public_id).where(PartyLink.revoked_at.is_(None))).all()
    assert untold(office) == living
    assert len(living) == 1


def test_only_a_concluded_contract_has_such_a_link(clerk: Clerk, office: Office) -> None:
    assert clerk.opens(path_of(office.sent(Plan()))).status_code == 404


@pytest.mark.shows("GM-18", "CS-30", "CF-17")
def test_a_link_with_a_last_day_works_on_it_and_says_afterwards_what_to_do(
    clerk: Clerk, office: Office, done: Sent
) -> None:
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "completed_link_days", 14)
        now = now_of(session)
    clerk.opens(path_of(done))
    clerk.sends(path_of(done))
    visitor = Visitor(create_site(office))
    token = mailed(office)
    assert "締結した書類" in visitor.enters(token).get_data(as_text=True)
    with office.opened.database.writing() as session:
        link = session.scalars(select(PartyLink).where(PartyLink.revoked_at.is_(None))).one()
        assert link.expires_at is not None
        assert link.expires_at.astimezone(JST).isoformat(timespec="minutes")[11:16] == "00:00"
        assert (link.expires_at.astimezone(JST).date() - now.astimezone(JST).date()).days == 15
        link.expires_at = now - timedelta(seconds=1)
    assert visitor.opens("/c/concluded").status_code == 410
    assert "リンクの再発行を送信者にご依頼ください" in visitor.text
    assert clerk.opens(f"/contracts/{done.contract}/signed.pdf").status_code == 200


@pytest.mark.shows("CS-30")
@pytest.mark.parametrize("hour", [0, 23])
def test_day_n_is_the_last_in_japan_whatever_the_hour_and_zero_never_ends(hour: int) -> None:
    since = done_at(hour)
    ends = Preferences(completed_link_days=14).end_of_papers(since)
    assert ends is not None
    assert ends.isoformat() == "2026-04-16T00:00:00+09:00"
    assert Preferences().end_of_papers(since) is None


def done_at(hour: int) -> datetime:
    return datetime(2026, 4, 1, hour, 30, tzinfo=JST)


def test_who_has_only_a_number_gets_the_new_link_by_sms(clerk: Clerk, office: Office, done: Sent) -> None:
    with office.opened.database.writing() as session:
        party = session.get_one(Party, done.parties[0].id)
        party.mail, party.phone, party.phone_obtained_on = "", "09012345678", date(2026, 11, 1)
    clerk.opens(path_of(done))
    clerk.sends(path_of(done))
    assert delivered(office) == ["concluded"]
    with office.opened.database.reading() as session:
        sent = session.scalars(select(Delivery)).one()
        assert (sent.channel, sent.address) == ("sms", "09012345678")
