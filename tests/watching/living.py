"""Contracts that live, the watch over them, and the mails it has sent."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from typing import Any

from sqlalchemy import select, update

from activities.watching import Watching
from adapters.holidays import calendar_of
from contracts.life import Life
from contracts.reasons import JST
from database.audit import AuditEvent
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.people import User
from database.queries.preferences import set_preference
from database.watch_letters import WatchDesk
from database.watched import DeadlineReminder, WatchedMail
from tests.counterparty.office import Office
from workflows.posting import postman_of

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
SITE = "http://127.0.0.1:8080"


def jst(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=JST)


def living(
    office: Office,
    title: str,
    ends_on: date | None,
    notice_by: date | None = None,
    **more: Any,  # noqa: ANN401 -- columns
) -> str:
    """File a contract in force and return its public id; its owner is the office's unless told."""
    with office.opened.database.writing() as session:
        mail = more.pop("owner", "yamada@sample.example")
        owner = session.scalars(select(User).where(User.mail == mail)).one()
        now = now_of(session)
        row = Contract(
            organization_id=office.organization.id,
            owner_id=owner.id,
            title=title,
            standing="principal",
            memo="",
            currency="JPY",
            amount_state="unknown",
            stage="concluded",
            round=1,
            sent_digest="",
            epoch=1,
            sequence=1,
            head="",
            rev=1,
            indexed_rev=1,
            created_at=now,
            changed_at=now,
            ends_on=ends_on,
            notice_by=notice_by,
            **{"life": Life.IN_FORCE.value, **more},
        )
        session.add(row)
        session.flush()
        session.add(_party(row))
    return row.public_id


def _party(row: Contract) -> Party:
    return Party(
        organization_id=row.organization_id,
        contract_id=row.id,
        position=1,
        ordering=1,
        role="乙",
        own=False,
        signs=True,
        imprint=True,
        kind="corporate_informal",
        company="株式会社みどり商店",
        name="佐藤 花子",
        mail="sato@example.com",
        phone="",
        language="ja",
        progress="signed",
        access_code_hash="",
        access_code_hint="",
        code_tries=0,
    )


def changed(office: Office, contract: str, **values: object) -> None:
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == contract)).one()
        for name, value in values.items():
            setattr(row, name, value)


def prefers(office: Office, name: str, *, wanted: bool) -> None:
    with office.opened.database.writing() as session:
        set_preference(session, session.scalars(select(User)).first() or User(), name, wanted)


def watching(office: Office, clock: datetime) -> Watching:
    desk = WatchDesk(office.opened.database, SITE, calendar_of)
    return Watching(desk, postman_of(office.opened.settings), lambda: clock)


def looks(office: Office, at: datetime) -> None:
    """Do the round of this moment, as the worker does it; everybody and everything has been here for long."""
    with office.opened.database.writing() as session:
        session.execute(update(User).values(created_at=LONG_AGO))
        session.execute(update(DeadlineReminder).values(created_at=LONG_AGO))
    watching(office, at).watch_deadlines(at.astimezone(UTC).isoformat())


@dataclass(frozen=True)
class Read:
    to: str
    subject: str
    text: str


def mails(office: Office) -> list[Read]:
    found = []
    for path in sorted(office.opened.settings.outbox.rglob("*.eml")):
        mail = message_from_bytes(path.read_bytes(), policy=default)
        body = mail.get_body(("plain",))
        subject = str(make_header(decode_header(str(mail["Subject"]))))
        found.append(Read(str(mail["To"]), subject, body.get_content() if body else ""))
    return found


def rows(office: Office) -> list[WatchedMail]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(WatchedMail).order_by(WatchedMail.id)))


def audited(office: Office, code: str) -> list[dict[str, Any]]:
    with office.opened.database.reading() as session:
        found = session.scalars(select(AuditEvent).where(AuditEvent.code == code)).all()
    return [json.loads(row.facts) for row in found]
