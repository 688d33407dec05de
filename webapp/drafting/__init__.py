"""Making a draft and sending it: what the staff's pages and the API share.

All take the database's session of a writing transaction, or open one themselves where bytes or the engine
are involved.
"""

from webapp.drafting.faults import DraftIncomplete, Fault, faults_of
from webapp.drafting.submitting import DraftMissing, plan_submission, send_draft
from webapp.drafting.uploading import Upload, keep_upload

__all__ = [
    "DraftIncomplete",
    "DraftMissing",
    "Fault",
    "Upload",
    "faults_of",
    "keep_upload",
    "plan_submission",
    "send_draft",
]
