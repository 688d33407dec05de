"""What a party finds beside its usual downloads once a timestamp was added for keeping (LW-13, LW-43)."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from contracts.preserving import Kept
from contracts.signing import FileIdentity
from database.contract import Contract
from database.document_ways import is_shown, ways_sent_to
from database.dossiers import identity_of
from database.filed import certificate_given_by
from database.party import Party
from database.queries.archival import frozen_files, renewals_of


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A frozen document, or the newest renewal of the certificate, which is handed out as it was issued."""

    kept: Kept
    place: int
    file: FileIdentity


def papers_beside(session: Session, party: Party) -> list[KeptPaper]:
    """Return the party's own; before the first renewal there is nothing beside."""
    contract = party.contract
    if not renewals_of(session, contract):
        return []
    ways = ways_sent_to(session, party)
    documents = [
        KeptPaper(Kept.DOCUMENT, one.place, identity_of(contract, one.file))
        for one in frozen_files(session, contract)
        if one.kept is Kept.DOCUMENT and is_shown(ways, one.place)
    ]
    return [*documents, *_certificate(session, contract)]


def _certificate(session: Session, contract: Contract) -> list[KeptPaper]:
    if certificate_given_by(session, contract, "link") is None:
        return []
    own = [row for row in renewals_of(session, contract) if row.kept == Kept.PARTY]
    return [KeptPaper(Kept.PARTY, 1, identity_of(contract, own[-1].file))] if own else []
