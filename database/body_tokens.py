"""PostgreSQL: `contract_body.tokens` are the pairs of a contract's facts and documents, in one index.

Of long documents it holds triples, too (contracts/finding/bigrams.py).
"""

from collections.abc import Sequence

from sqlalchemy import Text, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from contracts.finding import BodyState, tokens_of_long
from database.contract import Contract
from database.contract_body import ContractBody


def file_tokens(session: Session, contract: Contract) -> None:
    """Write down by what the contract is found; one whose documents nobody has read yet gets a row, too."""
    if session.get_bind().dialect.name != "postgresql":
        return
    session.flush()
    theirs = ContractBody.contract_id == contract.id
    said = session.scalar(select(ContractBody.text).where(theirs))
    if said is None:
        ids = {"contract_id": contract.id, "organization_id": contract.organization_id}
        session.add(ContractBody(**ids, state=BodyState.BEHIND))
        session.flush()
    tokens = tokens_of_long(f"{contract.search_text}\n{said or ''}")
    kept = func.array_to_tsvector(literal(tokens, ARRAY(Text)))
    session.execute(update(ContractBody).where(theirs).values(tokens=kept))


def take_over_facts(session: Session, ids: Sequence[int]) -> None:
    """Give bodies that are new what is known of the facts: enough to be found by, until they are read."""
    if session.get_bind().dialect.name == "postgresql":
        facts = select(Contract.search_tokens).where(Contract.id == ContractBody.contract_id)
        new = update(ContractBody).where(ContractBody.contract_id.in_(ids))
        session.execute(new.values(tokens=facts.scalar_subquery()))
