"""更新する, 条件変更, 終了: the owner's answer, or that of whoever decides in their stead (MK-22)."""

from sqlalchemy.orm import Session

from contracts.life import RUNNING, Life
from contracts.metadata import ANSWER, NO, YES, Item, Source
from contracts.renewal import Answer, DecisionTooLate, NothingToDecide
from contracts.roles import Permission
from database.changing_metadata import Why, change_metadata
from database.contract import Contract
from database.queries.renewals import renewal_of
from database.sessions import Staff


def may_answer(person: Staff, contract: Contract) -> bool:
    """The owner, whoever may change the contract's details, and those who decide on renewals (MK-20).

    `person` has the permissions that are left before this contract.
    """
    may_decide = person.may(Permission.APPROVE) or person.may(Permission.FILE)
    return contract.owner_id == person.user.id or may_decide


def answer_renewal(
    session: Session, staff: Staff, contract: Contract, answer: Answer, why: tuple[str, str]
) -> bool:
    """Record the answer and return whether it is new; `why` is the reason and the answer that was seen.

    The engine reads it before it moves any date (decision 055). Raises NothingToDecide, DecisionTooLate, or
    ValueChangedMeanwhile where another has answered since.
    """
    view = renewal_of(session, contract)
    if view.decide_by is None or contract.life not in {Life.NOT_STARTED, *RUNNING}:
        raise NothingToDecide
    if not view.is_open:
        raise DecisionTooLate
    reason, seen = why
    values = {ANSWER: answer.value, Item.ENDING.value: YES if answer is Answer.END else NO}
    changed = change_metadata(
        session, contract, values, Why(staff.user, Source.PERSON, reason, {ANSWER: seen})
    )
    if changed and contract.life in RUNNING:
        contract.life = _life_after(contract, answer)
    return bool(changed)


def _life_after(contract: Contract, answer: Answer) -> Life:
    """What the engine will say once it has read the answer: nobody waits for it to see the task gone."""
    if answer is Answer.END:
        return Life.ENDING
    asks_again = answer is Answer.NONE and contract.renewal_asked_at is not None
    return Life.DECIDING if asks_again else Life.IN_FORCE
