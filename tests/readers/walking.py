"""What readers do, what is concluded with them, and what stands in the outbox and in SQL after it."""

import re
from dataclasses import asdict
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import urlsplit

from sqlalchemy import select, update

from contracts.letters import LinkPurpose
from contracts.messages import NoticeKind, NoticeRequest
from database.audit import AuditEvent
from database.contract import Contract
from database.delivery import PartyLink
from database.people import User
from database.queries.preferences import set_preference
from database.readers import Reader, ReaderPaper
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.cases import concluded
from tests.desk.site import Clerk
from workflows.wiring import reader_letters

MAIL = "party1@example.com"
PASSWORD = "hokan2026"  # noqa: S105 -- an account of this test alone
ASK, FORM, CONFIRM = (
    "/account/registration",
    "/account/registration/form",
    "/account/registration/confirmation",
)
SIGN_IN, PAPERS = "/account/sign-in", "/account/papers"


def asks(browser: Clerk, mail: str = MAIL, path: str = ASK) -> None:
    browser.opens(path)
    browser.sends(path, mail=mail)


def delivered(office: Office) -> None:
    """Do with every notice asked for what the worker does."""
    letters = reader_letters(office.opened)
    for notice in office.engine.notices:
        told = NoticeRequest(**asdict(notice))
        assert told.kind == NoticeKind.READER_LINK
        letters.sent(told.subject)


def mails(office: Office) -> list[EmailMessage]:
    found = sorted(office.opened.settings.outbox.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_of(mail: EmailMessage) -> str:
    found = re.search(r"https?://\S+/account/link/\S+", text_of(mail))
    assert found
    return urlsplit(found[0]).path


def mailed_link(browser: Clerk, office: Office, mail: str = MAIL, path: str = ASK) -> str:
    asks(browser, mail, path)
    delivered(office)
    return link_of(mails(office)[-1])


def fills_in(browser: Clerk, password: str = PASSWORD) -> None:
    browser.sends(FORM, name="佐藤 一郎", company="株式会社みどり商店", new=password, again=password)


def registers(browser: Clerk, office: Office, mail: str = MAIL) -> None:
    """Ask for the mail, follow its link, fill in, confirm."""
    browser.opens(mailed_link(browser, office, mail))
    fills_in(browser)
    browser.sends(CONFIRM)
    assert browser.path == PAPERS


def signs_in(browser: Clerk, mail: str = MAIL, password: str = PASSWORD) -> None:
    browser.opens(SIGN_IN)
    browser.sends(SIGN_IN, mail=mail, password=password)


def concludes(office: Office, title: str = "業務委託契約書", plan: Plan | None = None) -> Sent:
    """Conclude a contract with one party and mail it its link."""
    plan = plan or Plan(imprint=False)
    sent = office.sent(plan, title=title)
    concluded(office, sent, ("mail_link", "access_code") if plan.code else ("mail_link",))
    office.link(sent.parties[0], LinkPurpose.CONCLUDED)
    return sent


def mailed_days_ago(office: Office, sent: Sent, days: int) -> None:
    with office.opened.database.writing() as session:
        links = select(PartyLink).where(PartyLink.party_id == sent.parties[0].id)
        for link in session.scalars(links):
            link.created_at -= timedelta(days=days)


def registered_days_ago(office: Office, days: int) -> None:
    with office.opened.database.writing() as session:
        for reader in session.scalars(select(Reader)):
            reader.created_at -= timedelta(days=days)


def closes_accounts(office: Office) -> None:
    with office.opened.database.writing() as session:
        set_preference(session, session.get_one(User, office.owner.id), "accounts_open", value=False)


def shelf(office: Office) -> list[ReaderPaper]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(ReaderPaper).order_by(ReaderPaper.id)))


def paper_path(office: Office, sent: Sent) -> str:
    with office.opened.database.reading() as session:
        query = select(ReaderPaper.public_id).where(ReaderPaper.party_id == sent.parties[0].id)
        return f"{PAPERS}/{session.scalars(query).one()}"


def told(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(AuditEvent.code).order_by(AuditEvent.sequence)))


def retitle(office: Office, sent: Sent, title: str) -> None:
    with office.opened.database.writing() as session:
        session.execute(update(Contract).where(Contract.public_id == sent.contract).values(title=title))
