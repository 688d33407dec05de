"""Letters about 必要書類 asked for again, or handed in after the agreement (AD-17, M-11)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.document_review import is_handed_in_anew
from contracts.letters import Letter, LinkPurpose
from contracts.stage import ENDED_UNSIGNED
from database.contract import Contract
from database.document import SubmittedFile
from database.holders import DocumentReview
from database.party import Party, RequiredDocument
from database.queries.handed_in import items_of_party
from database.queries.preferences import phone_of

REQUESTED, SUBMITTED = "documents_requested", "documents_submitted"


def request_letter(session: Session, public_id: str) -> Letter | None:
    """Return the 再提出依頼 to its party; None once it is answered or overtaken.

    Who has agreed gets a link for this alone; who has not comes back by the link of the request.
    """
    row = session.scalars(select(DocumentReview).where(DocumentReview.public_id == public_id)).first()
    party = _party_asked(session, row.required_document_id) if row else None
    if row is None or party is None or not _waits(session, row, party):
        return None
    item = session.get_one(RequiredDocument, row.required_document_id)
    purpose = LinkPurpose.DOCUMENTS if is_handed_in_anew(party.progress) else LinkPurpose.AGREE
    return Letter(
        template=REQUESTED,
        message_id=f"{REQUESTED}.{row.public_id}",
        to=party.mail,
        to_company=party.company,
        to_name=party.name,
        party=party.public_id,
        purpose=purpose,
        link_facts=("document_url",),
        facts={
            **_of_contract(session, party.contract),
            "guide": party.contract.organization.public_id,
            "item_title": item.title,
            "reason": row.reason,
            "due_on": row.due_on.isoformat() if row.due_on else "",
        },
        language=party.language,
    )


def answer_letter(session: Session, public_id: str, base_url: str) -> Letter | None:
    """Return what tells the owner of a file that came after the agreement."""
    row = session.scalars(select(SubmittedFile).where(SubmittedFile.public_id == public_id)).first()
    party = _party_asked(session, row.required_document_id) if row else None
    if row is None or party is None:
        return None
    owner, title = party.contract.owner, session.get_one(RequiredDocument, row.required_document_id).title
    return Letter(
        template=SUBMITTED,
        message_id=f"{SUBMITTED}.{row.public_id}",
        to=owner.mail,
        to_company=party.contract.organization.name,
        to_name=owner.name,
        facts={
            **_of_contract(session, party.contract),
            "contract_number": party.contract.number or "",
            "contract_url": f"{base_url}/contracts/{party.contract.public_id}",
            "party_organization": party.company,
            "party_name": party.name,
            "files": [f"{title}：{row.filename}"],
        },
        language=owner.language,
    )


def _of_contract(session: Session, contract: Contract) -> dict[str, object]:
    return {
        "contract_title": contract.title,
        "sender_organization": contract.organization.name,
        "owner_name": contract.owner.name,
        "owner_phone": phone_of(session, contract.owner),
    }


def _party_asked(session: Session, required_document_id: int) -> Party | None:
    query = select(Party).join(RequiredDocument, RequiredDocument.party_id == Party.id)
    return session.scalars(query.where(RequiredDocument.id == required_document_id)).first()


def _waits(session: Session, row: DocumentReview, party: Party) -> bool:
    if party.contract.stage in ENDED_UNSIGNED:
        return False
    items = items_of_party(session, party.contract, party)
    return any(item.request is not None and item.request.id == row.id for item in items)
