"""契約書名 and 相手方 of a contract that was concluded elsewhere: here they are details like any other.

Of a contract concluded here both stand in its record and on its certificate, and nobody changes them.
"""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session, object_session

from contracts.reading import COUNTERPARTIES, TITLE, names_from
from contracts.standing import PartyKind
from database.contract import Contract
from database.party import Party
from database.queries.draft_parties import PartyDraft, change_party, new_party, remove_party


def others_of(contract: Contract) -> list[Party]:
    return [one for one in contract.parties if not one.own]


def _set_title(contract: Contract, value: str) -> None:
    contract.title = value


def _set_counterparties(contract: Contract, value: str) -> None:
    """Nobody has acted as one of them: the names are all that is kept of them."""
    session = object_session(contract)
    if not isinstance(session, Session):
        raise TypeError(contract)
    names, held = names_from(value), others_of(contract)
    for surplus in held[len(names) :]:
        remove_party(session, surplus)
    for number, name in enumerate(names):
        if number < len(held):
            held[number].company, held[number].name = name, ""
        else:
            party = new_party(session, contract)
            draft = PartyDraft(
                company=name,
                kind=PartyKind.CORPORATE_INFORMAL,
                signs=False,
                imprint=False,
                order=party.ordering,
            )
            change_party(session, party, draft)
    session.flush()
    session.expire(contract, ["parties"])


READ: Mapping[str, Callable[[Contract], str]] = {
    TITLE: lambda one: one.title,
    COUNTERPARTIES: lambda one: "、".join(party.company or party.name for party in others_of(one)),
}
SET: Mapping[str, Callable[[Contract, str], None]] = {
    TITLE: _set_title,
    COUNTERPARTIES: _set_counterparties,
}
