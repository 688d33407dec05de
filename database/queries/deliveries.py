"""Who received which statutory document when, and what is still to be handed over on paper (LW-35)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contracts.edelivery import Answer, When
from database.contract import Contract
from database.delivery_answers import answers_of, class_asked, paper_tasks_of
from database.party import Party


@dataclass(frozen=True, slots=True)
class StatutoryDelivery:
    """`answer` is the newest, empty before any; `delivered_at` when it was taken as the statutory one.

    `task` is the public id of what is still to be done on paper.
    """

    party: str
    role: str
    edelivery: str
    answer: str
    answered_at: datetime | None
    text_version: str
    delivered_at: datetime | None
    task: str


def statutory_deliveries(session: Session, contract: Contract) -> list[StatutoryDelivery]:
    """Return one line for each party that is asked, in their order."""
    tasks = {party.id: task.public_id for task, party in paper_tasks_of(session, contract.id)}
    return [
        _line(session, party, edelivery, tasks.get(party.id, ""))
        for party in contract.parties
        if (edelivery := class_asked(party, When.BEFORE) or class_asked(party, When.AFTER))
    ]


def _line(session: Session, party: Party, edelivery: str, task: str) -> StatutoryDelivery:
    given = answers_of(session, party)
    newest = given[-1] if given else None
    taken = [one.at for one in given if one.answer == Answer.DELIVERED]
    return StatutoryDelivery(
        party=f"{party.company}　{party.name}".strip("　"),
        role=party.role,
        edelivery=edelivery,
        answer=newest.answer if newest else "",
        answered_at=newest.at if newest else None,
        text_version=newest.text_version if newest else "",
        delivered_at=taken[-1] if taken else None,
        task=task,
    )
