"""Having the documents of a contract read for 契約情報: told in the transaction that brings them."""

from sqlalchemy.orm import Session

from contracts.reading import ReadingState
from contracts.stage import Stage
from database.contract import Contract
from database.engine import now_of
from database.metadata_reading import MetadataReading


def ask_for_reading(session: Session, contract: Contract) -> MetadataReading:
    """Have it read soon, once more if it was; what is imported is 未確認 from now on (MK-33)."""
    asked_at = now_of(session)
    row = session.get(MetadataReading, contract.id, with_for_update=True)
    if row is None:
        row = MetadataReading(
            contract_id=contract.id,
            organization_id=contract.organization_id,
            unconfirmed=contract.stage == Stage.IMPORTED,
            made_from="",
            key_id="",
        )
        session.add(row)
    row.state, row.asked_at = ReadingState.WAITING, asked_at
    session.flush()
    return row
