"""確認 through the one door: values change, and what became of each proposal is written down (MK-33)."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from contracts.ledger import require_sensible
from contracts.metadata import Source
from database.answering_proposals import Answers, answer_proposals
from database.changing_metadata import Why, change_metadata
from database.contract import Contract
from database.metadata_plans import as_it_will_stand
from database.people import User

REASON = "文書の記載から"


def confirm_proposals(
    session: Session,
    by: User,
    contract: Contract,
    values: tuple[Mapping[str, str], Mapping[str, str]],
    answers: Answers,
) -> int:
    """Set the items (`values`: what each becomes, and what was seen of it) and file the answers.

    Returns how many were answered. Raises ValueUnreadable where the days would contradict each other, and
    ValueChangedMeanwhile; then nothing is changed.
    """
    becomes, seen = values
    require_sensible(as_it_will_stand(contract, becomes))
    why = Why(by, Source.READING, REASON if becomes else "", seen)
    change_metadata(session, contract, becomes, why)
    return answer_proposals(session, by, contract, answers)
