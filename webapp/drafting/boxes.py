"""署名ボックス that are still to be placed, by the names of their parties."""

from sqlalchemy.orm import Session

from database.contract import Contract
from database.drafting import parties_lacking_boxes
from webapp.texts.boxes import called


def names_lacking_boxes(session: Session, contract: Contract) -> tuple[str, ...]:
    return tuple(called(party) for party in parties_lacking_boxes(session, contract))
