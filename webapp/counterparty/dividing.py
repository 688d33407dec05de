"""What a party that does not sign every document agrees to: exactly those it is shown (MK-65, T47)."""

from contracts.document_ways import digest_of_shown
from database.document_ways import ways_sent_to
from database.dossiers import revisions_of
from database.queries.visits import Visit
from webapp.parts import parts


def shown_digest(found: Visit) -> str:
    """Return the digest over what was sent to the party in this round; empty for who signs every document."""
    with parts().database.reading() as session:
        ways = ways_sent_to(session, found.party)
        sent = revisions_of(session, found.contract, found.link.round)[:1] if ways.are_divided else []
        return digest_of_shown(ways, [file.digest for file in sent[0].files]) if sent else ""
