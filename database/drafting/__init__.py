"""What a draft lacks, how it is sent and the act that sends it: for pages, the API and bulk sending alike."""

from database.drafting.boxes import box_faults_in, parties_lacking_boxes
from database.drafting.faults import CUSTOM, DraftIncomplete, faults_in, faults_of
from database.drafting.house import House
from database.drafting.outdated import AddressesUnnoticed, accept_outdated
from database.drafting.planning import consent_of, level_of
from database.drafting.restrictions import is_approved_first
from database.drafting.scheduling import Scheduled, schedule_of, usual_link_days
from database.drafting.seen import seen_digest
from database.drafting.spelling import Fault
from database.drafting.submitting import (
    Asked,
    close_draft,
    open_refused,
    open_unasked,
    plan_submission,
    planned_again,
)

__all__ = [
    "CUSTOM",
    "AddressesUnnoticed",
    "Asked",
    "DraftIncomplete",
    "Fault",
    "House",
    "Scheduled",
    "accept_outdated",
    "box_faults_in",
    "close_draft",
    "consent_of",
    "faults_in",
    "faults_of",
    "is_approved_first",
    "level_of",
    "open_refused",
    "open_unasked",
    "parties_lacking_boxes",
    "plan_submission",
    "planned_again",
    "schedule_of",
    "seen_digest",
    "usual_link_days",
]
