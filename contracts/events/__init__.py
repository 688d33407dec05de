"""What has happened to a contract: facts only, complete enough to fold into the state again."""

from contracts.events.of_approval import (
    ApprovalEscalated,
    ApprovalGiven,
    ApprovalOpposed,
    ApprovalRejected,
    ApproverPassedOver,
    PulledBack,
    ReturnedToOwner,
    ReturnedToStep,
)
from contracts.events.of_engine import (
    AgreementSealed,
    CertificatesIssued,
    ContractConcluded,
    PartyInvited,
    PartyReminded,
    RoundExpired,
    RoundPrepared,
)
from contracts.events.of_import import ContractImported
from contracts.events.of_party import (
    AgreementRecorded,
    ContractDeclined,
    DocumentSubmitted,
    PartyClaimed,
    PartyHandedOver,
    PartyLocked,
    RetractionAsked,
    SentBack,
    TermsAccepted,
)
from contracts.events.of_sender import (
    ConclusionConfirmed,
    ContactChanged,
    ContractSubmitted,
    ContractWithdrawn,
    DeadlineExtended,
    LinkReissued,
    PartyUnlocked,
    RemindersSwitched,
    RetractionAnswered,
    RoundOpened,
    RoundResumed,
)
from contracts.events.of_term import (
    ExpiryApproached,
    RenewalAsked,
    RenewalEscalated,
    TermBegan,
    TermChanged,
    TermEnded,
    TermOpened,
    TermRolledForward,
    TermUnsettled,
)

Event = (
    ContractSubmitted
    | ContractImported
    | ApprovalGiven
    | ApprovalRejected
    | ReturnedToOwner
    | ApprovalOpposed
    | ReturnedToStep
    | PulledBack
    | ApprovalEscalated
    | ApproverPassedOver
    | RoundPrepared
    | PartyInvited
    | TermsAccepted
    | PartyLocked
    | PartyUnlocked
    | DocumentSubmitted
    | SentBack
    | RoundResumed
    | RoundOpened
    | AgreementRecorded
    | AgreementSealed
    | ContractConcluded
    | CertificatesIssued
    | ContractWithdrawn
    | RoundExpired
    | ContractDeclined
    | PartyClaimed
    | PartyHandedOver
    | ContactChanged
    | ConclusionConfirmed
    | LinkReissued
    | PartyReminded
    | DeadlineExtended
    | RemindersSwitched
    | RetractionAsked
    | RetractionAnswered
    | TermOpened
    | TermBegan
    | ExpiryApproached
    | TermEnded
    | TermChanged
    | RenewalAsked
    | RenewalEscalated
    | TermRolledForward
    | TermUnsettled
)

__all__ = [
    "AgreementRecorded",
    "AgreementSealed",
    "ApprovalEscalated",
    "ApprovalGiven",
    "ApprovalOpposed",
    "ApprovalRejected",
    "ApproverPassedOver",
    "CertificatesIssued",
    "ConclusionConfirmed",
    "ContactChanged",
    "ContractConcluded",
    "ContractDeclined",
    "ContractImported",
    "ContractSubmitted",
    "ContractWithdrawn",
    "DeadlineExtended",
    "DocumentSubmitted",
    "Event",
    "ExpiryApproached",
    "LinkReissued",
    "PartyClaimed",
    "PartyHandedOver",
    "PartyInvited",
    "PartyLocked",
    "PartyReminded",
    "PartyUnlocked",
    "PulledBack",
    "RemindersSwitched",
    "RenewalAsked",
    "RenewalEscalated",
    "RetractionAnswered",
    "RetractionAsked",
    "ReturnedToOwner",
    "ReturnedToStep",
    "RoundExpired",
    "RoundOpened",
    "RoundPrepared",
    "RoundResumed",
    "SentBack",
    "TermBegan",
    "TermChanged",
    "TermEnded",
    "TermOpened",
    "TermRolledForward",
    "TermUnsettled",
    "TermsAccepted",
]
