"""What people and the engine ask of a contract: one typed act per verb.

They travel as Temporal Update arguments, so every field is a string, a number, a flag or a list of such
(no unions, no datetimes, no names): people and files are referred to by their public ids.
"""

from contracts.acts.of_engine import (
    Expire,
    FollowTerm,
    OpenTerm,
    RecordCertificates,
    RecordConclusion,
    RecordPreparation,
    RecordSealing,
)
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
    OpenRound,
    Reissue,
    RejectApproval,
    Resume,
    ReturnToOwner,
    Submit,
    UnlockParty,
    Withdraw,
)
from contracts.acts.plan import EDITION, FIRST_EDITION, Origin, PartyPlan

Act = (
    Submit
    | Approve
    | RejectApproval
    | ReturnToOwner
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
    | AskRetraction
    | AnswerRetraction
    | Withdraw
    | Expire
    | RecordPreparation
    | RecordSealing
    | RecordConclusion
    | RecordCertificates
    | OpenTerm
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
    "Claim",
    "Decline",
    "Expire",
    "FollowTerm",
    "HandOver",
    "LockParty",
    "OpenRound",
    "OpenTerm",
    "Origin",
    "PartyPlan",
    "RecordCertificates",
    "RecordConclusion",
    "RecordPreparation",
    "RecordSealing",
    "Reissue",
    "RejectApproval",
    "Resume",
    "ReturnToOwner",
    "SendBack",
    "Submit",
    "SubmitDocument",
    "UnlockParty",
    "Withdraw",
]
