"""Somebody without an account who files an address, and the mails that the worker sends meanwhile."""

import json
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from urllib.parse import urlsplit

from sqlalchemy import select
from werkzeug.test import TestResponse

from contracts.filed_addresses import EntryState
from contracts.messages import NoticeKind
from database.audit import AuditEvent
from database.office import AddressEntry
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from workflows.wiring import address_letters

MAIL = "hanako@midori.example"
LINK = re.compile(r"https?://\S+/address/confirmation/\S+")


@dataclass
class Filer:
    browser: Clerk
    office: Office

    @property
    def page(self) -> str:
        return f"/address/{self.office.organization.public_id}"

    def files(self, **typed: object) -> TestResponse:
        self.browser.opens(self.page)
        usual = {
            "company": "株式会社みどり商店",
            "title": "総務部長",
            "name": "佐藤 花子",
            "mail": MAIL,
            "code": "4821",
            "declared": "y",
        }
        return self.browser.sends(self.page, **{**usual, **typed})

    def confirms(self) -> TestResponse:
        link = LINK.findall(mails(self.office, "address_confirm")[-1])[-1]
        self.browser.opens(urlsplit(link).path)
        return self.browser.sends("/address/confirmation")

    def has_filed(self, **typed: object) -> AddressEntry:
        """File and confirm, and return the entry."""
        self.files(**typed)
        self.confirms()
        return entries(self.office)[-1]


def mails(office: Office, template: str) -> list[str]:
    """Do what the worker does with every notice asked for, and return the texts, oldest first."""
    send = address_letters(office.opened)
    for notice in office.engine.notices:
        send[NoticeKind(notice.kind)](notice.subject)
    office.engine.notices.clear()
    outbox = office.opened.settings.outbox
    paths = sorted(outbox.glob(f"{template}.*.eml"), key=lambda path: path.stat().st_mtime_ns)
    found = []
    for path in paths:
        body = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain",))
        assert body is not None
        found.append(body.get_content())
    return found


def entries(office: Office) -> list[AddressEntry]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(AddressEntry).order_by(AddressEntry.id)))


def state_of(office: Office, entry: AddressEntry) -> EntryState:
    return next(EntryState(one.state) for one in entries(office) if one.id == entry.id)


def told(office: Office, code: str) -> list[dict[str, str]]:
    with office.opened.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.code == code)).all()
    return [json.loads(row.facts) for row in rows]
