"""Who asks, and how the sender plans each party; what acts are made of."""

from dataclasses import dataclass, field

from contracts.later import LATER

FIRST_EDITION = 1
EDITION = 2
"""From the second on the owner gets a receipt of each agreement and the list of handed-in documents."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who asks, from where, in which session (design.md section 4, "Acts")."""

    actor: str
    address: str = ""
    user_agent: str = ""
    session: str = ""


@dataclass(frozen=True, slots=True)
class PartyPlan:
    """One party as the sender asks it: `order` is 署名順 (IM-49), `own` 自社署名者.

    `documents` must be handed in, `optional_documents` may be; `fields` are the public ids of the inputs that
    must be filled in. `profile` is a `contracts.authentication.Profile`, `edelivery` the class of
    `contracts.edelivery` whose consent is needed before the content. `claimable`: whoever opens the 締結用URL
    first and proves an address becomes the party (CS-08). `declares` asks for the authority (LW-07).
    `names_only`: a 宅地建物取引士, who puts a name to the document and agrees to nothing (AD-03).
    `must_hand_over`: the person asked passes the place on and cannot agree (MK-64).
    `answer_by` is its own last day, an ISO day in Japan (MK-56). Of the documents, by their places from 1, it
    only reads `read_only` and never gets `not_sent`; it signs all others (MK-65). `by_sms`: it has a number
    alone, so that a request to it waits for the sending hours (NX-10). `own_certificate`: it agrees with a
    certificate of its own and in no other way, as 法人（実印） (IM-29, LW-08).
    """

    id: str
    order: int
    own: bool = False
    signs: bool = True
    imprint: bool = True
    access_code: bool = False
    documents: list[str] = field(default_factory=list)
    optional_documents: list[str] = field(default_factory=list, metadata=LATER)
    fields: list[str] = field(default_factory=list, metadata=LATER)
    profile: str = field(default="", metadata=LATER)
    edelivery: str = field(default="", metadata=LATER)
    claimable: bool = field(default=False, metadata=LATER)
    may_hand_over: bool = field(default=False, metadata=LATER)
    declares: bool = field(default=False, metadata=LATER)
    names_only: bool = field(default=False, metadata=LATER)
    must_hand_over: bool = field(default=False, metadata=LATER)
    answer_by: str = field(default="", metadata=LATER)
    read_only: list[int] = field(default_factory=list, metadata=LATER)
    not_sent: list[int] = field(default_factory=list, metadata=LATER)
    by_sms: bool = field(default=False, metadata=LATER)
    own_certificate: bool = field(default=False, metadata=LATER)
