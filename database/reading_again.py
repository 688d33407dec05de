"""Which contracts' documents are to be read for finding: told in the transaction that changes them."""

from sqlalchemy.orm import Session

from contracts.finding import BodyState
from database.body_tokens import take_over_facts
from database.contract import Contract
from database.contract_body import ContractBody


def read_again(session: Session, contract: Contract) -> None:
    """Have the documents read soon; what was read before is found until then."""
    known = session.query(ContractBody).filter_by(contract_id=contract.id)
    if known.update({"state": BodyState.WAITING}) == 0:
        session.add(
            ContractBody(
                contract_id=contract.id, organization_id=contract.organization_id, state=BodyState.WAITING
            )
        )
        session.flush()
        take_over_facts(session, [contract.id])
