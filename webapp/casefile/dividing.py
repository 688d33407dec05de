"""Which documents a party of a sent contract signs, reads or never gets, in words for staff (MK-65)."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.document_ways import EVERYTHING, Ways
from database.contract import Contract
from database.document_ways import sent_ways
from database.envelope import names_of
from database.party import Party
from database.queries.downloads import version_of_round
from webapp.texts.document_ways import way_words
from webapp.texts.names import listed


def ways_told(session: Session, contract: Contract) -> dict[str, str]:
    """Return the words by public id of the party; nothing of who is asked for every document."""
    version = version_of_round(session, contract)
    if version is None or not version.further:
        return {}
    names, ways = names_of(contract, version), sent_ways(session, contract.id)
    return {
        party.public_id: told(party, ways[party.public_id], names)
        for party in contract.parties
        if ways.get(party.public_id, EVERYTHING).are_divided
    }


def told(party: Party, ways: Ways, names: Sequence[str]) -> str:
    return listed(
        [
            _("%(document)s：%(way)s", document=name, way=way_words(ways.of(place), signs=party.signs))
            for place, name in enumerate(names, 1)
        ]
    )
