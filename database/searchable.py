"""What a contract is found by, written in the transaction that changes the words themselves."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Text, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from contracts.custom_values import values_from
from contracts.finding import FOLDING_VERSION, company_key, domain_of, searchable, tokens_of
from contracts.tax_keys import traded_on
from database.body_tokens import file_tokens
from database.contract import Contract
from database.folders import ContractTag, Tag
from database.party import Party
from database.people import User

LONGEST_KEY = 200
FOLDED_AT_ONCE = 200
"""About half a second: a tag that is renamed may be on every contract."""
READ_AGAIN = (
    *("title", "number", "memo", "stored_at", "box", "agreed_on", "concluded_at", "custom_values"),
    *("owner_id", "rev", "search_text", "search_counterparties", "search_version"),
)


def make_searchable(session: Session, contract: Contract) -> None:
    """Fold title, number, people, memo, own items and tags anew; `rev` is raised when that changes anything.

    取引年月日 follows the day that the document names (LW-17).
    The row is locked and read again first: who changed it a moment ago is not undone.
    """
    session.flush()
    session.refresh(contract, READ_AGAIN, with_for_update=True)
    contract.traded_on = traded_on(contract.agreed_on, contract.concluded_at)
    query = select(Party).where(Party.contract_id == contract.id).order_by(Party.position, Party.id)
    parties = session.scalars(query, execution_options={"populate_existing": True}).all()
    for party in parties:
        party.company_key = "" if party.own else key_of(party)
    said = _words(contract, parties, session.get_one(User, contract.owner_id))
    text = _lines((*said, *map(searchable, _tags(session, contract))))
    counterparties = _lines(_counterparties(parties))
    folded = (contract.search_text, contract.search_counterparties, contract.search_version)
    if folded == (text, counterparties, FOLDING_VERSION):
        return
    contract.search_text, contract.search_counterparties = text, counterparties
    contract.search_version = FOLDING_VERSION
    contract.rev += 1
    if session.get_bind().dialect.name == "postgresql":
        tokens = tokens_of(findable_words(contract))
        contract.search_tokens = func.array_to_tsvector(literal(tokens, ARRAY(Text)))
    session.flush()
    file_tokens(session, contract)


def fold_again(session: Session, ids: Sequence[int]) -> None:
    """Fold what these contracts are found by, FOLDED_AT_ONCE of them now; the indexer folds the others."""
    now, later = ids[:FOLDED_AT_ONCE], ids[FOLDED_AT_ONCE:]
    for contract in session.scalars(select(Contract).where(Contract.id.in_(now)).order_by(Contract.id)):
        make_searchable(session, contract)
    for at in range(0, len(later), FOLDED_AT_ONCE):
        named = Contract.id.in_(later[at : at + FOLDED_AT_ONCE])
        session.execute(update(Contract).where(named).values(search_version=0))


def key_of(party: Party) -> str:
    """Return what all parties that are the same company have in common, cut to what the column holds."""
    return company_key(party.company or party.name)[:LONGEST_KEY]


def findable_words(contract: Contract) -> str:
    """Return what an index is to know of the contract: whatever a search compares."""
    return f"{contract.search_text}\n{contract.search_counterparties}"


def _words(contract: Contract, parties: Sequence[Party], owner: User) -> Iterator[str]:
    yield searchable(contract.title)
    yield searchable(contract.number or "")
    for party in parties:
        yield from (searchable(party.company), searchable(party.name), searchable(party.mail))
    yield searchable(owner.name)
    yield from (searchable(contract.memo), searchable(contract.stored_at), searchable(contract.box))
    if contract.agreed_on:
        yield searchable(_spellings(contract.agreed_on))
    for one in values_from(contract.custom_values):
        yield searchable(one.value)


def _tags(session: Session, contract: Contract) -> Sequence[str]:
    """Who may see a contract sees its tags: they are no secret from who finds it."""
    query = select(Tag.name).join(ContractTag, ContractTag.tag_id == Tag.id)
    return session.scalars(query.where(ContractTag.contract_id == contract.id).order_by(Tag.name)).all()


def _spellings(day: date) -> str:
    """Return the 締結日 as people type it, so that words find it (AD-14)."""
    short = f"{day.year}/{day.month}/{day.day} {day.year}年{day.month}月{day.day}日"
    return f"{day.isoformat()} {day:%Y/%m/%d} {short}"


def _counterparties(parties: Sequence[Party]) -> Iterator[str]:
    for party in parties:
        if not party.own:
            yield from (searchable(party.company), company_key(party.company), searchable(party.name))
            yield from (party.corporate_number, searchable(party.invoice_number), domain_of(party.mail))


def _lines(words: Iterable[str]) -> str:
    """One line for each, so that no word is found across two of them."""
    return "\n".join(dict.fromkeys(word for word in words if word))
