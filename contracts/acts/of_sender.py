"""What the sender's people ask: sending, approving, answering, taking down."""

from dataclasses import dataclass, field

from contracts.acts.plan import FIRST_EDITION, Origin, PartyPlan
from contracts.acts.route import RouteStep
from contracts.later import LATER


@dataclass(frozen=True, slots=True)
class Submit:
    """`edition` says which rules the contract began under (decision 023); `confirms`: 要確認 (MK-63).

    `last_day` is the overall deadline, an ISO day in Japan (MK-56); `reminders` is a
    `contracts.reminders.Reminding`, sent at `remind_at` (MK-57). `hours`, as `08:30-21:00`, keep reminders
    off nights, weekends and the ISO days `days_off`, frozen here so that no later calendar moves what is
    planned (NX-10). `documents` counts those of the version, 0 where every party signs every one (MK-65).
    """

    key: str
    origin: Origin
    version: str
    parties: list[PartyPlan]
    needs_approval: bool
    link_days: int
    edition: int = field(default=FIRST_EDITION, metadata=LATER)
    confirms: bool = field(default=False, metadata=LATER)
    last_day: str = field(default="", metadata=LATER)
    reminders: str = field(default="", metadata=LATER)
    remind_at: str = field(default="", metadata=LATER)
    hours: str = field(default="", metadata=LATER)
    days_off: list[str] = field(default_factory=list, metadata=LATER)
    route: list[RouteStep] = field(default_factory=list, metadata=LATER)
    documents: int = field(default=0, metadata=LATER)


@dataclass(frozen=True, slots=True)
class Approve:
    """承認; by a delegate `on_behalf` of the person whose turn it is (MK-48).

    `round` and `step` are those the person was shown, 0 where none was.
    """

    key: str
    origin: Origin
    on_behalf: str = field(default="", metadata=LATER)
    comment: str = field(default="", metadata=LATER)
    round: int = field(default=0, metadata=LATER)
    step: int = field(default=0, metadata=LATER)


@dataclass(frozen=True, slots=True)
class RejectApproval:
    key: str
    origin: Origin
    reason: str
    on_behalf: str = field(default="", metadata=LATER)
    round: int = field(default=0, metadata=LATER)
    step: int = field(default=0, metadata=LATER)


@dataclass(frozen=True, slots=True)
class ReturnToOwner:
    """社内差し戻し: an approver wants changes (AD-05)."""

    key: str
    origin: Origin
    reason: str
    on_behalf: str = field(default="", metadata=LATER)
    round: int = field(default=0, metadata=LATER)
    step: int = field(default=0, metadata=LATER)


@dataclass(frozen=True, slots=True)
class ReturnToStep:
    """An approver has an earlier step decide again (MK-48)."""

    key: str
    origin: Origin
    to_step: int
    reason: str
    on_behalf: str = ""
    round: int = 0
    step: int = 0


@dataclass(frozen=True, slots=True)
class PullBack:
    """取り戻し: the submitter takes the contract back out of the approval (AD-05).

    `tells`: those whose turn it was hear of it; acts of earlier releases told nobody.
    """

    key: str
    origin: Origin
    reason: str
    tells: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, slots=True)
class UnlockParty:
    key: str
    origin: Origin
    party: str


@dataclass(frozen=True, slots=True)
class Resume:
    """変更せず再開: same bytes, so earlier agreements stay (AD-04)."""

    key: str
    origin: Origin
    reply: str


@dataclass(frozen=True, slots=True)
class OpenRound:
    """New bytes: a new round, everyone agrees anew (AD-04); without a `route` the one there was holds.

    `needs_approval` as at submission; a contract that was approved before is approved again in any case.
    `same_documents`: the version holds the same documents, by name and order, as the one before (MK-65).
    """

    key: str
    origin: Origin
    version: str
    reply: str
    route: list[RouteStep] = field(default_factory=list, metadata=LATER)
    needs_approval: bool = field(default=False, metadata=LATER)
    same_documents: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, slots=True)
class Reissue:
    """署名再依頼: a new link, the old one dies, the signing period starts anew (IM-76, GM-28).

    `holder` names the row with a changed contact, empty to write to the same one (IM-77); `reason` is why.
    """

    key: str
    origin: Origin
    party: str
    holder: str = field(default="", metadata=LATER)
    holder_digest: str = field(default="", metadata=LATER)
    reason: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class ConfirmConclusion:
    """締結を完了: the sender's own last look, where it was asked for (MK-63)."""

    key: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class AnswerRetraction:
    """The sender's answer; accepted, the round goes back to the sender, who revises it or takes it down."""

    key: str
    origin: Origin
    party: str
    accepted: bool
    reply: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """取り下げ by the sender (MK-60).

    `tells`: approvers whose turn it was hear of it; acts of earlier releases told none.
    """

    key: str
    origin: Origin
    reason: str
    tells: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, slots=True)
class ExtendDeadline:
    """期限を延長する to the ISO day, of one party or, without one, of all (MK-56)."""

    key: str
    origin: Origin
    day: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class SwitchReminders:
    """リマインドを止める / 再開 (MK-57)."""

    key: str
    origin: Origin
    on: bool
