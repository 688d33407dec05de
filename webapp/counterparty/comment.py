"""The sender's comment beside the document: who is reached by SMS alone reads it here (CF-16)."""

from database.queries.preferences import preferences_of
from database.queries.visits import Visit
from webapp.parts import parts


def comment_shown(found: Visit) -> str:
    """Return the comment, or nothing where the organisation keeps it to the mails."""
    with parts().database.reading() as session:
        shows = preferences_of(session, found.contract.organization_id).shows_comment_on_page
    return found.contract.comment if shows else ""
