"""What stands in SQL and in the outbox after a request."""

import re
from dataclasses import asdict
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import select

from activities.notices import Notices
from adapters.keys import KeyPurpose
from adapters.secrets import CodeMaker, LinkMaker
from contracts.messages import NoticeRequest
from database.audit import AuditEvent
from database.notice_desk import NoticeDesk
from database.password_reset import PasswordReset
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from workflows.installation import Opened
from workflows.posting import postman_of

ASK = "/password/reset"
NEW = "/password/reset/new"


def asks(clerk: Clerk, mail: str) -> None:
    clerk.opens(ASK)
    clerk.sends(ASK, mail=mail)


def delivered(office: Office) -> None:
    """Do with every notice asked for what the worker does."""
    opened = office.opened
    settings = opened.settings
    postman = postman_of(settings)
    links = LinkMaker(opened.keys.derived(KeyPurpose.LINKS), settings.base_url)
    codes = CodeMaker(opened.keys.derived(KeyPurpose.CODES))
    notices = Notices(NoticeDesk(opened.database), postman, links, codes, {})
    for notice in office.engine.notices:
        notices.notify(NoticeRequest(**asdict(notice)))


def mailed_link(clerk: Clerk, office: Office, mail: str) -> str:
    """Ask, have the mail delivered and return the path of its link."""
    asks(clerk, mail)
    delivered(office)
    return link_of(newest(office.opened.settings.outbox))


def mails(outbox: Path) -> list[EmailMessage]:
    found = sorted(outbox.glob("password_reset.*.eml"), key=lambda path: path.stat().st_mtime_ns)
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]


def newest(outbox: Path) -> EmailMessage:
    return mails(outbox)[-1]


def link_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(r"https?://\S+/password/reset/\S+", body.get_content())
    assert found
    return urlsplit(found[0]).path


def requests(opened: Opened) -> list[PasswordReset]:
    with opened.database.reading() as session:
        return list(session.scalars(select(PasswordReset).order_by(PasswordReset.id)))


def told(opened: Opened) -> list[str]:
    with opened.database.reading() as session:
        return list(session.scalars(select(AuditEvent.code).order_by(AuditEvent.sequence)))
