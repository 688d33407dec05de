"""By which channel a party is written to: mail first, SMS where there is only a number (IM-32)."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.letters import Channel, Letter, LinkPurpose
from database.party import Party
from database.queries.preferences import preferences_of

ASKED, AGREED = "sign_request", "agreed"
WORDINGS = {
    "sign_request": ASKED,
    "sent_back_answered": ASKED,
    "concluded": "concluded",
    "concluded_link": "concluded",
    "agreement_receipt": AGREED,
    "reminder": "reminder",
    "deadline_extended": "extended",
    "expired": "expired",
    "withdrawn": "withdrawn",
    "declined_by_another": "closed",
    "round_superseded": "superseded",
}
NEWS = "news"
BY_SMS = ".sms"
"""Ends the Message-ID of a letter that went by SMS."""


def by_channel(session: Session, letters: Iterable[Letter]) -> list[Letter]:
    """Return each letter by mail, by SMS or by both; a letter to nobody's address is not sent."""
    return [sent for letter in letters for sent in _channels_of(session, letter)]


def _channels_of(session: Session, letter: Letter) -> list[Letter]:
    by_mail = [letter] if letter.to else []
    if not letter.party or letter.purpose is LinkPurpose.CLAIM:
        return by_mail
    party = session.scalars(select(Party).where(Party.public_id == letter.party)).one()
    if not party.phone or letter.to != party.mail:
        return by_mail
    beside = bool(by_mail) and preferences_of(session, party.organization_id).sms_beside_mail
    return [*by_mail, as_sms(letter, party)] if beside or not by_mail else by_mail


def as_sms(letter: Letter, party: Party) -> Letter:
    """Return the letter as an SMS: who, until when, and the same personal link; never its words (IM-51)."""
    known = letter.facts
    return replace(
        letter,
        enclosures=(),
        template=_wording(letter, party),
        message_id=f"{letter.message_id[:116]}{BY_SMS}",
        to=party.phone,
        channel=Channel.SMS,
        obtained_on=party.phone_obtained_on,
        purpose=letter.purpose or LinkPurpose.AGREE,
        link_facts=("url",),
        facts={
            "sender_organization": known["sender_organization"],
            "expires_on": known.get("expires_on", ""),
        },
    )


def _wording(letter: Letter, party: Party) -> str:
    """A 取引士 has agreed to nothing: no SMS says so (AD-03)."""
    wording = WORDINGS.get(letter.template, NEWS)
    return NEWS if party.names_only and wording == AGREED else wording
