"""契約の更新 on the page of a contract."""

from typing import Any

from sqlalchemy.orm import Session

from database.contract import Contract
from database.queries.renewals import renewal_of
from database.renewal_answers import may_answer
from database.sessions import Staff
from webapp.texts.renewals import renewal_words


def renewal_card(session: Session, person: Staff, contract: Contract) -> dict[str, Any]:
    view = renewal_of(session, contract)
    return {
        "view": view,
        "words": renewal_words(view, contract),
        "may_answer": may_answer(person, contract),
    }
