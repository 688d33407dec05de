"""Whose turn to approve it is, and by whom a contract came back, as lists are asked for them (AD-05)."""

import json
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.event_table import StoredEvent
from database.approval import ApprovalTurn
from database.contract import Contract
from database.queries.retractions import ANSWERED, ASKED, has_open_retraction

INSIDE, OUTSIDE, OWN = "inside", "outside", "own"
ASKED_BACK = "asked_back"
"""While the contract goes on: a party has asked to take its agreement back, and nobody has answered."""
_HOW = {
    "returned_to_owner": INSIDE,
    "sent_back": OUTSIDE,
    "pulled_back": OWN,
    "round_resumed": "",
    "round_opened": "",
}
"""社内差し戻し, 相手方差し戻し and 取り戻し are three words."""
DECISIONS = frozenset(
    {"approval_given", "approval_opposed", "approval_rejected", "returned_to_owner", "returned_to_step"}
)


def keep_turns(session: Session, contract: Contract, turns: Collection[str]) -> None:
    rows = session.scalars(select(ApprovalTurn).where(ApprovalTurn.contract_id == contract.id)).all()
    for row in rows:
        row.is_open = row.person in turns
    known = {row.person for row in rows}
    session.add_all(
        ApprovalTurn(
            organization_id=contract.organization_id, contract_id=contract.id, person=person, is_open=True
        )
        for person in turns
        if person not in known
    )


def keep_decider(session: Session, contract: Contract, stored: StoredEvent) -> None:
    """Whoever decided, also as a delegate, goes on seeing what they decided on."""
    if stored.kind not in DECISIONS:
        return
    actor = str(json.loads(stored.facts)["origin"]["actor"])
    if session.get(ApprovalTurn, (contract.id, actor)) is None:
        session.add(
            ApprovalTurn(
                organization_id=contract.organization_id, contract_id=contract.id, person=actor, is_open=False
            )
        )
        session.flush()


def keep_return(session: Session, contract: Contract, stored: StoredEvent) -> None:
    """A retraction that was accepted is the other side's too; one that is asked for waits for us (AD-07)."""
    if stored.kind == ASKED:
        contract.returned_how = ASKED_BACK
    elif stored.kind == ANSWERED:
        is_accepted = json.loads(stored.facts)["accepted"]
        refused = ASKED_BACK if has_open_retraction(session, contract, stored.sequence) else ""
        contract.returned_how = OUTSIDE if is_accepted else refused
    else:
        contract.returned_how = _HOW.get(stored.kind, contract.returned_how)
