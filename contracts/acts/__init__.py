"""What people and the engine ask of a contract: one typed act per verb.

They travel as Temporal Update arguments, so every field is a string, a number, a flag or a list of such
(no unions, no datetimes, no names): people and files are referred to by their public ids.
"""

from contracts.acts.of_engine import (
    ChangeTerm,
    Escalate,
    Expire,
    FollowTerm,
    OpenTerm,
    PassOver,
    RecordCertificates,
    RecordConclusion,
    RecordPreparation,
    RecordSealing,
    RemindParty,
)
from contracts.acts.of_import import ImportContract
from contracts.acts.of_party import (
    AcceptTerms,
    Agree,
    AskRetraction,
    Claim,
    Decline,
    HandOver,
    LockParty,
    SendBack,
    SubmitDocument,
)
from contracts.acts.of_sender import (
    AnswerRetraction,
    Approve,
    ConfirmConclusion,
    ExtendDeadline,
    OpenRound,
    PullBack,
    Reissue,
    RejectApproval,
    Resume,
    ReturnToOwner,
    ReturnToStep,
    Submit,
    SwitchReminders,
    UnlockParty,
    Withdraw,
)
from contracts.acts.plan import EDITION, FIRST_EDITION, Origin, PartyPlan
from contracts.acts.route import RouteStep

Act = (
    Submit
    | ImportContract
    | Approve
    | RejectApproval
    | ReturnToOwner
    | ReturnToStep
    | PullBack
    | AcceptTerms
    | LockParty
    | UnlockParty
    | SubmitDocument
    | SendBack
    | Resume
    | OpenRound
    | Agree
    | Decline
    | Claim
    | HandOver
    | Reissue
    | ConfirmConclusion
    | ExtendDeadline
    | SwitchReminders
    | AskRetraction
    | AnswerRetraction
    | Withdraw
    | Expire
    | Escalate
    | PassOver
    | RemindParty
    | RecordPreparation
    | RecordSealing
    | RecordConclusion
    | RecordCertificates
    | OpenTerm
    | ChangeTerm
    | FollowTerm
)

__all__ = [
    "EDITION",
    "FIRST_EDITION",
    "AcceptTerms",
    "Act",
    "Agree",
    "AnswerRetraction",
    "Approve",
    "AskRetraction",
    "ChangeTerm",
    "Claim",
    "ConfirmConclusion",
    "Decline",
    "Escalate",
    "Expire",
    "ExtendDeadline",
    "FollowTerm",
    "HandOver",
    "ImportContract",
    "LockParty",
    "OpenRound",
    "OpenTerm",
    "Origin",
    "PartyPlan",
    "PassOver",
    "PullBack",
    "RecordCertificates",
    "RecordConclusion",
    "RecordPreparation",
    "RecordSealing",
    "Reissue",
    "RejectApproval",
    "RemindParty",
    "Resume",
    "ReturnToOwner",
    "ReturnToStep",
    "RouteStep",
    "SendBack",
    "Submit",
    "SubmitDocument",
    "SwitchReminders",
    "UnlockParty",
    "Withdraw",
]
