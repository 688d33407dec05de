"""電子交付への承諾: each answer a row that is never changed, and a line in the audit log (LW-32)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.acts import Origin
from contracts.edelivery import TEXT_VERSION, Answer, When, has_consented, is_asked, require_answer
from database.audit import Told, append_audit
from database.engine import now_of
from database.holders import DeliveryAnswer, PaperTask
from database.party import Party
from database.people import User


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was asked for; `phrase` is what was typed."""

    answer: str
    phrase: str
    origin: Origin


def class_asked(party: Party, when: When) -> str:
    """Return the class whose consent this party is asked for then, or an empty text."""
    contract = party.contract
    code = contract.type.edelivery if contract.type else ""
    return code if party.signs and is_asked(when, code, contract.standing, party.role) else ""


def answers_of(session: Session, party: Party) -> Sequence[DeliveryAnswer]:
    """Return the answers of whoever holds the place now, oldest first."""
    query = select(DeliveryAnswer).where(
        DeliveryAnswer.party_id == party.id, DeliveryAnswer.holder == party.holder
    )
    return session.scalars(query.order_by(DeliveryAnswer.id)).all()


def standing_consent(session: Session, party: Party) -> DeliveryAnswer | None:
    given = answers_of(session, party)
    return given[-1] if given and has_consented(given[-1].answer) else None


def record_answer(session: Session, party: Party, edelivery: str, given: Given) -> DeliveryAnswer | None:
    """Keep an answer; a refusal or withdrawal leaves a task for paper, a consent ends it (LW-32).

    None: it is the newest already, a double tap leaves one row. Raises Refused for what cannot be answered.
    """
    before = answers_of(session, party)
    newest = before[-1].answer if before else ""
    if newest == given.answer:
        return None
    answer = require_answer(edelivery, given.answer, given.phrase, newest)
    row = DeliveryAnswer(
        organization_id=party.organization_id,
        party_id=party.id,
        holder=party.holder,
        edelivery=edelivery,
        answer=answer,
        text_version=TEXT_VERSION,
        phrase=given.phrase,
        address=given.origin.address,
        user_agent=given.origin.user_agent,
        at=now_of(session),
    )
    session.add(row)
    _keep_task(session, party, edelivery, answer)
    facts: dict[str, str | int] = {
        "answer": str(answer),
        "edelivery": edelivery,
        "text_version": TEXT_VERSION,
        "address": given.origin.address,
        "session": given.origin.session,
    }
    told = Told("delivery_answered", party.public_id, party.contract.public_id, facts)
    append_audit(session, party.organization_id, told, row.at)
    session.flush()
    return row


def paper_tasks_of(session: Session, contract_id: int) -> Sequence[tuple[PaperTask, Party]]:
    """Return what is still to be delivered on paper, with to whom."""
    query = (
        select(PaperTask, Party)
        .join(Party, Party.id == PaperTask.party_id)
        .where(Party.contract_id == contract_id, PaperTask.done_at.is_(None))
        .order_by(PaperTask.id)
    )
    return [(task, party) for task, party in session.execute(query)]


def finish_paper_task(session: Session, user: User, public_id: str) -> bool:
    """Say that it was delivered on paper; False if there is no such task of this organisation left."""
    query = select(PaperTask).where(
        PaperTask.public_id == public_id,
        PaperTask.organization_id == user.organization_id,
        PaperTask.done_at.is_(None),
    )
    task = session.scalars(query).first()
    if task is None:
        return False
    task.done_at, task.done_by_id = now_of(session), user.id
    party = session.get_one(Party, task.party_id)
    told = Told("paper_delivered", user.public_id, party.contract.public_id, {"party": party.public_id})
    append_audit(session, user.organization_id, told, task.done_at)
    return True


def _keep_task(session: Session, party: Party, edelivery: str, answer: Answer) -> None:
    query = select(PaperTask).where(PaperTask.party_id == party.id, PaperTask.edelivery == edelivery)
    task = session.scalars(query).first()
    now = now_of(session)
    if answer in {Answer.CONSENTED, Answer.DELIVERED}:
        if task is not None and task.done_at is None:
            task.done_at = now
        return
    if task is None:
        task = PaperTask(organization_id=party.organization_id, party_id=party.id, edelivery=edelivery)
        session.add(task)
    task.created_at, task.done_at, task.done_by_id = now, None, None
