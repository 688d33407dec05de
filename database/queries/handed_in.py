"""必要書類 as they were handed in: which files of each item count, and what the sender said of them."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.document_review import ItemState, Review, files_that_count, state_of
from database.contract import Contract
from database.document import SubmittedFile
from database.holders import DocumentReview
from database.party import Party, RequiredDocument
from database.record import ContractEvent, ContractRound


@dataclass(frozen=True, slots=True)
class HandedItem:
    """One 必要書類 of one party; files oldest first, `earlier` those from before a 再提出依頼."""

    party: Party
    asked: RequiredDocument
    files: Sequence[SubmittedFile]
    earlier: Sequence[SubmittedFile]
    reviews: Sequence[DocumentReview]
    state: ItemState

    @property
    def request(self) -> DocumentReview | None:
        """Return the 再提出依頼 that waits for an answer."""
        return self.reviews[-1] if self.state is ItemState.ASKED_AGAIN else None

    @property
    def received(self) -> DocumentReview | None:
        return self.reviews[-1] if self.state is ItemState.RECEIVED else None


def items_of(session: Session, contract: Contract) -> list[HandedItem]:
    """Return every 必要書類 asked of those who sign, with what stands of it in the current round."""
    query = (
        select(Party, RequiredDocument)
        .join(RequiredDocument, RequiredDocument.party_id == Party.id)
        .where(Party.contract_id == contract.id, Party.signs)
        .order_by(Party.position, RequiredDocument.position)
    )
    return _items(session, contract, [(row[0], row[1]) for row in session.execute(query)])


def items_of_party(session: Session, contract: Contract, party: Party) -> list[HandedItem]:
    return _items(session, contract, [(party, asked) for asked in party.required_documents])


def _items(
    session: Session, contract: Contract, asked: Sequence[tuple[Party, RequiredDocument]]
) -> list[HandedItem]:
    if not asked:
        return []
    ids = [one.id for _, one in asked]
    files, reviews = _standing_files(session, contract, ids), _reviews(session, ids)
    return [
        _item(
            party,
            one,
            [file for file in files if (file.required_document_id, file.holder) == (one.id, party.holder)],
            [review for review in reviews if review.required_document_id == one.id],
        )
        for party, one in asked
    ]


def _item(
    party: Party, asked: RequiredDocument, files: list[SubmittedFile], reviews: list[DocumentReview]
) -> HandedItem:
    moments = [file.created_at for file in files]
    told = [Review(review.verdict, review.at) for review in reviews]
    counts = files_that_count(moments, told)
    marked = list(zip(files, counts, strict=True))
    return HandedItem(
        party=party,
        asked=asked,
        files=[file for file, stands in marked if stands],
        earlier=[file for file, stands in marked if not stands],
        reviews=reviews,
        state=state_of(moments, told),
    )


def _standing_files(session: Session, contract: Contract, items: Collection[int]) -> list[SubmittedFile]:
    """Return what an act of this round names, or what answers a 再提出依頼 since it was opened."""
    query = (
        select(SubmittedFile)
        .where(SubmittedFile.required_document_id.in_(items), SubmittedFile.removed_at.is_(None))
        .options(joinedload(SubmittedFile.file))
    )
    named = _files_named(session, contract)
    opened = session.scalars(
        select(ContractRound.opened_at).where(
            ContractRound.contract_id == contract.id, ContractRound.number == contract.round
        )
    ).first()
    return [
        row
        for row in session.scalars(query.order_by(SubmittedFile.id))
        if row.file.public_id in named or (row.answers and opened is not None and row.created_at >= opened)
    ]


def _files_named(session: Session, contract: Contract) -> set[str]:
    query = select(ContractEvent.facts).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind == "document_submitted"
    )
    told = (json.loads(facts) for facts in session.scalars(query))
    return {facts["file"] for facts in told if facts["round"] == contract.round}


def _reviews(session: Session, items: Collection[int]) -> list[DocumentReview]:
    query = select(DocumentReview).where(DocumentReview.required_document_id.in_(items))
    return list(session.scalars(query.order_by(DocumentReview.id)))
