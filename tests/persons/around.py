"""What stands of a person outside the record of their contracts."""

import uuid
from datetime import datetime
from typing import Any

from database.abuse import AbuseReport
from database.contact import Contact
from database.factors import SecondFactor
from database.office import AddressEntry, AddressInvitation
from database.people import User
from database.readers import Reader

MAIL, NAME, PHONE = "sato@example.com", "佐藤 一郎", "09012345678"
OTHER_MAIL, OTHER_NAME = "suzuki@example.com", "鈴木 花"
CODE, TOKEN = "salted-and-hashed-code", "digest-of-a-token"


def around(here: dict[str, Any], now: datetime, owner: User) -> list[Any]:
    book = {
        "kind": "individual",
        "title": "",
        "role": "借主",
        "language": "ja",
        "found_by": "x",
        "sorted_by": "x",
    }
    return [
        Contact(**here, **book, company="", name=NAME, mail=MAIL, mail_key=MAIL, phone=PHONE, changed_at=now),
        Contact(
            **here,
            **book,
            company="別会社",
            name="佐藤　一郎",
            mail="",
            mail_key="",
            phone="",
            changed_at=now,
        ),
        Contact(
            **here,
            **book,
            company="",
            name=OTHER_NAME,
            mail=OTHER_MAIL,
            mail_key=OTHER_MAIL,
            phone="",
            changed_at=now,
        ),
        AddressEntry(
            **here,
            **_filed(now),
            name=NAME,
            mail=MAIL,
            mail_key=MAIL,
            state="expired",
            token_digest=TOKEN + "1",
        ),
        AddressInvitation(
            **here, company="", name=NAME, mail=MAIL, language="ja", invited_by_id=owner.id, created_at=now
        ),
        AbuseReport(
            **here,
            public_id=str(uuid.uuid4()),
            contract="",
            kind="spam",
            details="心当たりがありません",
            mail=MAIL,
            remote="203.0.113.9",
            reported_at=now,
        ),
    ]


def _filed(now: datetime) -> dict[str, Any]:
    return {
        "company": "佐藤商店",
        "company_key": "佐藤商店",
        "title": "代表",
        "previous_mail": "",
        "language": "ja",
        "code_hash": CODE,
        "declaration": "2026-11",
        "remote": "203.0.113.9",
        "secret_id": b"s" * 16,
        "filed_at": now,
        "confirmed_at": now,
        "expires_on": None,
    }


def outside(here: dict[str, Any], now: datetime) -> list[Any]:
    return [
        Reader(
            **here,
            mail=MAIL,
            mail_key=MAIL,
            company="",
            name=NAME,
            language="ja",
            password_hash=CODE,
            failed_logins=0,
            created_at=now,
        ),
        SecondFactor(
            **here,
            mail_key=MAIL,
            kind="totp",
            credential_id="c",
            secret=b"totp-secret",
            counter=0,
            created_at=now,
            confirmed_at=now,
        ),
    ]
