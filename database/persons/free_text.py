"""Texts that people wrote freely: where an address stands in one, a person has to mend it (LW-39)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.person_requests import Why
from database.announcement import Announcement
from database.bulk_sending import BulkSending
from database.commenting import InternalComment
from database.contract import Contract
from database.contract_flag import ContractFlag
from database.document import DocumentVersion
from database.document_template import DocumentTemplate
from database.imports import ImportFile
from database.legal_hold import HoldEntry, LegalHold
from database.listing import SavedView
from database.metadata_change import MetadataChange
from database.metadata_plan import MetadataPlanRow
from database.metadata_reading import MetadataProposal
from database.office import AddressDecision, OrganizationText, Preference
from database.persons.person import Item, Person, Place, always
from database.reviews import ReviewMessage, ReviewRequest
from database.snippet import Snippet

OF_CONTRACTS: dict[str, tuple[Any, Any]] = {
    "internal_comment.body": (InternalComment.body, InternalComment.contract_id),
    "contract_flag.note": (ContractFlag.note, ContractFlag.contract_id),
    "document_version.note": (DocumentVersion.note, DocumentVersion.contract_id),
    "metadata_proposal.value": (MetadataProposal.value, MetadataProposal.contract_id),
    "metadata_plan_row.changes": (MetadataPlanRow.changes, MetadataPlanRow.contract_id),
    "import_file.facts": (ImportFile.facts, ImportFile.contract_id),
}
LOOSE: dict[str, Any] = {
    "review_request.body": ReviewRequest.body,
    "review_message.body": ReviewMessage.body,
    "document_template.content": DocumentTemplate.content,
    "snippet.body": Snippet.body,
    "announcement.body": Announcement.body,
    "preference.value": Preference.value,
    "bulk_sending.content": BulkSending.content,
    "document_template.note": DocumentTemplate.note,
    "saved_view.query": SavedView.query,
}
FIXED: dict[str, tuple[Any, Any]] = {
    "hold_entry.reason": (HoldEntry.reason, HoldEntry.contract_id),
    "metadata_change.was": (MetadataChange.was, MetadataChange.contract_id),
    "metadata_change.became": (MetadataChange.became, MetadataChange.contract_id),
    "metadata_change.reason": (MetadataChange.reason, MetadataChange.contract_id),
}
FIXED_LOOSE: dict[str, Any] = {
    "organization_text.body": OrganizationText.body,
    "address_decision.reason": AddressDecision.reason,
    "legal_hold.reason": LegalHold.reason,
}
OF_CONTRACT = ("title", "memo", "comment", "custom_values")
"""Columns of the contract itself, read in one pass over the table."""


def _item(code: str, where: str, contract: Contract | None = None) -> Item:
    """Whoever reads the text is led to it; the person is told where they are mentioned, not the text."""
    return Item(code, None, {"where": where}, contract)


def _texts(session: Session, person: Person) -> Iterator[Item]:
    for name in OF_CONTRACT:
        here = Contract.organization_id == person.organization_id
        for contract in session.scalars(select(Contract).where(here, person.is_in(getattr(Contract, name)))):
            yield _item("free_text", f"contract.{name}", contract)
    yield from _of_contracts(session, person, "free_text", OF_CONTRACTS)
    yield from _loose(session, person, "free_text", LOOSE)


def _of_contracts(
    session: Session, person: Person, code: str, sources: dict[str, tuple[Any, Any]]
) -> Iterator[Item]:
    for where, (column, of) in sources.items():
        query = select(Contract).join(column.class_, of == Contract.id)
        here = Contract.organization_id == person.organization_id
        for contract in session.scalars(query.where(here, person.is_in(column))):
            yield _item(code, where, contract)


def _fixed(session: Session, person: Person) -> Iterator[Item]:
    yield from _of_contracts(session, person, "fixed_text", FIXED)
    yield from _loose(session, person, "fixed_text", FIXED_LOOSE)


def _loose(session: Session, person: Person, code: str, sources: dict[str, Any]) -> Iterator[Item]:
    for where, column in sources.items():
        query = select(column).where(column.class_.organization_id == person.organization_id)
        for _text in session.scalars(query.where(person.is_in(column))):
            yield _item(code, where)


PLACES = (
    Place(
        "free_text",
        _texts,
        [*(f"contract.{name}" for name in OF_CONTRACT), *OF_CONTRACTS, *LOOSE],
        always(Why.BY_HAND),
    ),
    Place("fixed_text", _fixed, [*FIXED, *FIXED_LOOSE], always(Why.EVIDENCE)),
)
