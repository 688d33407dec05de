"""What web, workflow and activities say to each other; acts are in `contracts.acts`.

Plain dataclasses of strings, numbers, flags and lists of such: the converter decodes nothing else safely.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from contracts.effects import Effect, EffectKind
from contracts.event_table import StoredEvent
from contracts.life import Life


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An act that is durable in SQL; `sequence` is that of its last event."""

    sequence: int
    stage: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where a workflow or the record stands, for comparison (design.md section 5)."""

    epoch: int
    sequence: int
    head: str


@dataclass(frozen=True, slots=True)
class EffectMessage:
    sequence: int
    kind: str
    recipient: str
    round: int


@dataclass(frozen=True, slots=True)
class LifecycleStart:
    """Start, continue or rebuild a contract's workflow from its record and the effects not done."""

    contract: str
    epoch: int
    record: list[StoredEvent] = field(default_factory=list)
    pending: list[EffectMessage] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PartyProgress:
    """`due` is the party's own deadline, an ISO instant, where the sender fixed days (MK-56)."""

    party: str
    progress: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class RecordRequest:
    """One transition, and what lists and pages show after it; `turns`: whose approval is asked now."""

    contract: str
    epoch: int
    events: list[StoredEvent]
    effects: list[EffectMessage]
    finished: list[EffectMessage]
    stage: str
    round: int
    sent_digest: str
    due: str
    parties: list[PartyProgress]
    life: str = Life.UNKNOWN.value
    remind_at: str = ""
    turns: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TermDates:
    """契約期間 as SQL holds it now: ISO dates, empty where there is none, the rest as `events.TermOpened`."""

    starts_on: str
    ends_on: str
    alert_days: list[int]
    auto_renews: str = ""
    renews_for: str = ""
    notice: str = ""
    ending: bool = False
    terminated_on: str = ""
    ask_on: str = ""
    escalate_on: str = ""
    answer: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class EffectRequest:
    contract: str
    epoch: int
    effect: EffectMessage


class NoticeKind(StrEnum):
    PASSWORD_RESET = "password_reset"  # noqa: S105 -- the name of a kind of mail
    AUTH_CODE = "auth_code"
    DELIVERY_ANSWERED = "delivery_answered"
    DOCUMENTS_REQUESTED = "documents_requested"
    DOCUMENTS_SUBMITTED = "documents_submitted"
    CONCLUDED_LINK = "concluded_link"
    READER_LINK = "reader_link"
    ADDRESS_FILED = "address_filed"
    ADDRESS_INVITED = "address_invited"
    ADDRESS_ANSWERED = "address_answered"
    UNDELIVERED = "undelivered"
    COMMENT_MENTIONED = "comment_mentioned"
    VERSION_SHARED = "version_shared"
    EXTERNAL_COMMENTED = "external_commented"
    REVIEW_ASKED = "review_asked"
    REVIEW_ANSWERED = "review_answered"
    ACTIVITY_DIGEST = "activity_digest"
    BULK_FINISHED = "bulk_finished"
    ACCOUNT_NEWS = "account_news"
    ARCHIVE_CHECKED = "archive_checked"
    ABUSE_REPORTED = "abuse_reported"
    DISPOSAL_PROPOSED = "disposal_proposed"


@dataclass(frozen=True, slots=True)
class NoticeRequest:
    """A mail that belongs to no contract; `kind` is a NoticeKind, `subject` the public id of its row."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class BulkStart:
    """一斉送信: the public id of the run, and the milliseconds between two rows."""

    sending: str
    pause_ms: int = 500


@dataclass(frozen=True, slots=True)
class BulkStep:
    """What one look at the run came to: a row may come next, or all rows are settled."""

    goes_on: bool
    finished: bool


@dataclass(frozen=True, slots=True)
class ImportStart:
    """締結済み契約の登録: the public id of the job."""

    job: str


@dataclass(frozen=True, slots=True)
class ImportStep:
    """What one step came to: more files, or timestamps, are to come."""

    goes_on: bool


@dataclass(frozen=True, slots=True)
class PlanStart:
    """契約台帳の一括変更: the public id of the plan."""

    plan: str


@dataclass(frozen=True, slots=True)
class PlanStep:
    """What one step came to: more rows are to come."""

    goes_on: bool


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a signing effect made: the number of the revision in its round and the file's SHA-256.

    `digests` are those of the documents one by one, of a round's first revision.
    """

    revision: int
    digest: str
    digests: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Certified:
    own_digest: str
    party_digest: str


@dataclass(frozen=True, slots=True)
class RenewalOrder:
    """Renew the timestamps of a contract for this `generation`, the first being 1; `at` is an ISO instant."""

    contract: str
    generation: int
    at: str


@dataclass(frozen=True, slots=True)
class RenewalLook:
    """What is due; `goes_on` asks to look again at once, else at `next_at` (an ISO instant, or empty).

    `at_once` is how many contracts of the whole installation may be renewed side by side.
    """

    orders: list[RenewalOrder]
    at_once: int
    goes_on: bool
    next_at: str


@dataclass(frozen=True, slots=True)
class WatchLook:
    """When the watch of deadlines looks again, an ISO instant."""

    next_at: str


@dataclass(frozen=True, slots=True)
class ArchiveCheckStart:
    """一括検証: the public id of the run."""

    check: str


@dataclass(frozen=True, slots=True)
class ArchiveCheckStep:
    """What one step of a run came to: more files are to be looked at, or the run is over."""

    goes_on: bool


@dataclass(frozen=True, slots=True)
class DisposalStart:
    """廃棄: its public id."""

    disposal: str


@dataclass(frozen=True, slots=True)
class DisposalStep:
    """What one step came to: the contract that is gone now, if one is, and whether more are to go."""

    contract: str
    goes_on: bool


def to_message(effect: Effect) -> EffectMessage:
    return EffectMessage(effect.sequence, effect.kind.value, effect.recipient, effect.round)


def from_message(message: EffectMessage) -> Effect:
    return Effect(message.sequence, EffectKind(message.kind), message.recipient, message.round)
