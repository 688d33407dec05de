"""Making a draft and sending it: what the staff's pages and the API share.

All take the database's session of a writing transaction, or open one themselves where bytes or the engine
are involved.
"""

from database.drafting import (
    AddressesUnnoticed,
    DraftIncomplete,
    Fault,
    accept_outdated,
    box_faults_in,
    consent_of,
    is_approved_first,
    level_of,
)
from webapp.drafting.address_book import fill_from, keep_address
from webapp.drafting.boxes import names_lacking_boxes
from webapp.drafting.chosen import Refusal
from webapp.drafting.enveloping import (
    VersionClosed,
    add_documents,
    keep_version,
    loaded,
    move_document,
    remove_document,
)
from webapp.drafting.faults import faults_in
from webapp.drafting.filed import take_filed
from webapp.drafting.submitting import DraftMissing, Looked, plan_submission, send_draft
from webapp.drafting.uploading import EnvelopeFull, Taken, documents_from
from webapp.drafting.usual_parties import BY_URL, add_party, has_untouched, propose_parties
from webapp.drafting.warnings import warnings_of

__all__ = [
    "BY_URL",
    "AddressesUnnoticed",
    "DraftIncomplete",
    "DraftMissing",
    "EnvelopeFull",
    "Fault",
    "Looked",
    "Refusal",
    "Taken",
    "VersionClosed",
    "accept_outdated",
    "add_documents",
    "add_party",
    "box_faults_in",
    "consent_of",
    "documents_from",
    "faults_in",
    "fill_from",
    "has_untouched",
    "is_approved_first",
    "keep_address",
    "keep_version",
    "level_of",
    "loaded",
    "move_document",
    "names_lacking_boxes",
    "plan_submission",
    "propose_parties",
    "remove_document",
    "send_draft",
    "take_filed",
    "warnings_of",
]
