"""One contract asked again: each party an act of its own, with a key that the page's key yields (IM-77)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from contracts.acts import Origin, Reissue
from contracts.changed_contact import Contact
from contracts.refusals import Refused
from database.contacts import keep_contact
from database.party import Party
from database.usage import require_room_to_write
from webapp.access.asking import Setback, asked, refused_setback
from webapp.parts import parts

ASKED_AGAIN = uuid.UUID("8a4c43ba-0f7a-4f0f-8a6f-4d6f2a3c1b57")


@dataclass(frozen=True, slots=True)
class Wish:
    """Ask this party again; `contact` is where, None for where it was asked before."""

    party: Party
    contact: Contact | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one wish: done where there is no setback."""

    party: Party
    setback: Setback | None


def derived_key(key: str, name: str) -> str:
    """Return the key of one act out of a page's key: the same page sent twice asks the same thing once."""
    return uuid.uuid5(ASKED_AGAIN, f"{key}|{name}").hex


def ask_all(contract: str, wishes: Sequence[Wish], key: str, origin: Origin) -> list[Answer]:
    """Ask for each wish; one that is refused, also for want of mails (T52), holds up none of the others."""
    return [Answer(wish.party, _ask(contract, wish, key, origin)) for wish in wishes]


def _ask(contract: str, wish: Wish, key: str, origin: Origin) -> Setback | None:
    own_key = derived_key(key, wish.party.public_id)
    try:
        with parts().database.reading() as session:
            require_room_to_write(session, wish.party.organization_id)
        act = _act(wish, own_key, origin)
    except Refused as refused:
        return refused_setback(refused)
    return asked(lambda: parts().engine.ask(contract, act))


def _act(wish: Wish, key: str, origin: Origin) -> Reissue:
    """Raises HoldsAnotherPlace for an address that belongs to another party."""
    if wish.contact is None:
        return Reissue(key, origin, wish.party.public_id)
    with parts().database.writing() as session:
        party = session.get_one(Party, wish.party.id)
        holding = keep_contact(session, party, key, wish.contact, origin)
    return Reissue(key, origin, wish.party.public_id, holding.id, holding.digest, wish.reason)
