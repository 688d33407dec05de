"""Making a draft and sending it: what the staff's pages and the API share.

All take the database's session of a writing transaction, or open one themselves where bytes or the engine
are involved.
"""

from webapp.drafting.enveloping import (
    add_documents,
    keep_version,
    loaded,
    move_document,
    remove_document,
)
from webapp.drafting.faults import DraftIncomplete, faults_in
from webapp.drafting.filed import AddressesUnnoticed, accept_outdated, take_filed
from webapp.drafting.planning import consent_of, level_of
from webapp.drafting.spelling import Fault
from webapp.drafting.submitting import DraftMissing, plan_submission, send_draft
from webapp.drafting.uploading import EnvelopeFull, Refusal, Taken, documents_from
from webapp.drafting.usual_parties import BY_URL, add_party, has_untouched, propose_parties
from webapp.drafting.warnings import warnings_of

__all__ = [
    "BY_URL",
    "AddressesUnnoticed",
    "DraftIncomplete",
    "DraftMissing",
    "EnvelopeFull",
    "Fault",
    "Refusal",
    "Taken",
    "accept_outdated",
    "add_documents",
    "add_party",
    "consent_of",
    "documents_from",
    "faults_in",
    "has_untouched",
    "keep_version",
    "level_of",
    "loaded",
    "move_document",
    "plan_submission",
    "propose_parties",
    "remove_document",
    "send_draft",
    "take_filed",
    "warnings_of",
]
