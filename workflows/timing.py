"""How long the engine waits for what, in one place."""

from dataclasses import replace
from datetime import timedelta

from temporalio.common import RetryPolicy

from contracts.effects import EffectKind

PERSIST_ATTEMPT = timedelta(seconds=8)
"""Memory is already ahead of the database, so a write is tried until it stands."""
PERSIST_RETRY = RetryPolicy(
    initial_interval=timedelta(milliseconds=200),
    maximum_interval=timedelta(seconds=10),
    non_retryable_error_types=["RecordDiffers", "EpochSuperseded"],
)

SIGNING_QUEUE = "warifu-signing"
CONTRACT_QUEUE = "warifu"

SIGNING_ATTEMPT = timedelta(minutes=15)
"""A hundred documents of one envelope, each with its timestamps (MK-52)."""
POST_ATTEMPT = timedelta(seconds=60)
BULK_ATTEMPT = timedelta(seconds=30)
"""A row of a bulk sending: the door waits 15 seconds for the engine."""
IMPORT_ATTEMPT = timedelta(minutes=2)
"""Some files of an import: five seconds of them, and the last may take a child its 20."""
PLAN_ATTEMPT = timedelta(minutes=2)
"""Rows of the ledger: five seconds of them, and the last may wait its turn to write."""
HEARTBEAT = timedelta(seconds=6)
"""A step whose worker was killed is given to another after this time."""

WORKFLOW_TASK = timedelta(seconds=5)
STICKY = timedelta(seconds=3)
"""A workflow whose worker was killed goes to another after these."""
EFFECT_RETRY = RetryPolicy(
    initial_interval=timedelta(seconds=1),
    backoff_coefficient=2.0,
    maximum_interval=timedelta(minutes=5),
    non_retryable_error_types=["AgreedIsChanged", "NotWarranted"],
)
SIGNING_RETRY = replace(EFFECT_RETRY, maximum_interval=timedelta(seconds=60))
"""What waits for a timestamp is tried again at least every minute: it goes on soon after the TSA is back."""

TRY_AGAIN_AFTER = timedelta(minutes=10)

ANCHOR_RETRY = RetryPolicy(
    initial_interval=timedelta(seconds=2), backoff_coefficient=2.0, maximum_interval=timedelta(minutes=1)
)

LONGEST_TERM_RUN = timedelta(days=365)
"""A term hands over at least yearly, so that no run needs the code of long ago (design.md section 5)."""

ACTIVITY_OF = {
    EffectKind.PREPARE_ROUND: "prepare_round",
    EffectKind.SEAL_AGREEMENT: "seal_agreement",
    EffectKind.CONCLUDE: "conclude",
    EffectKind.CERTIFY: "certify",
}
DELIVER = "deliver"
TERM_DATES = "term_dates"
NOTIFY = "notify"
SEND_NEXT_ROW = "send_next_row"
IMPORT_FILES = "import_files"
STAMP_IMPORTS = "stamp_imports"
CARRY_ON_PLAN = "carry_on_plan"
INDEX = "index"
READ_METADATA = "read_metadata"
ANCHOR_HEADS = "anchor_heads"
LOOK_FOR_RENEWALS = "look_for_renewals"
WATCH_DEADLINES = "watch_deadlines"
RENEW_TIMESTAMPS = "renew_timestamps"
CHECK_ARCHIVED_FILES = "check_archived_files"
DISPOSE_NEXT = "dispose_next"
END_WORK_ON = "end_work_on"
FORGET_WORDS = "forget_words"
CERTIFY_DISPOSAL = "certify_disposal"
