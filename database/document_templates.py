"""文書テンプレート as people keep and use them (MK-50)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from contracts.versioning import VersionOrigin
from database.audit import Told, append_audit
from database.contract import Contract
from database.document import DocumentVersion
from database.document_template import DocumentTemplate, DraftOrigin, TemplateDocument
from database.engine import now_of
from database.people import User
from database.queries.envelopes import Held
from database.queries.versions import HowMade, held_version, newest_version
from database.sessions import Staff
from database.template_content import TemplateContent, content_from, spelled, without_codes


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    name: str
    note: str
    shared: bool


def templates_for(session: Session, staff: Staff) -> Sequence[DocumentTemplate]:
    query = select(DocumentTemplate).where(_is_seen_by(staff))
    return session.scalars(query.order_by(DocumentTemplate.name, DocumentTemplate.id)).all()


def template_seen_by(session: Session, staff: Staff, public_id: str) -> DocumentTemplate | None:
    query = select(DocumentTemplate).where(_is_seen_by(staff), DocumentTemplate.public_id == public_id)
    return session.scalars(query).first()


def content_held(template: DocumentTemplate) -> TemplateContent:
    """Return what drafts are made of: a template kept earlier may have hashes of access codes."""
    return without_codes(content_from(template.content))


def make_template(
    session: Session, user: User, key: str, contract: Contract, made: tuple[TemplateFacts, TemplateContent]
) -> DocumentTemplate:
    """Keep what is taken of a contract as a template; the same key again returns the one that stands."""
    known = session.scalars(select(DocumentTemplate).where(DocumentTemplate.public_id == key)).first()
    if known is not None and known.owner_id == user.id:
        return known
    facts, content = made
    template = DocumentTemplate(
        public_id=key,
        organization_id=user.organization_id,
        owner_id=user.id,
        type_id=contract.type_id,
        content=spelled(content),
        changed_at=now_of(session),
        name=facts.name,
        note=facts.note,
        shared=facts.shared,
    )
    session.add(template)
    session.flush()
    _keep_documents(session, template, newest_version(session, contract))
    _tell(session, user, template, "template_made")
    return template


def change_template(
    session: Session, user: User, template: DocumentTemplate, facts: TemplateFacts, content: TemplateContent
) -> None:
    """Reword a template; drafts and contracts made of it have copies of their own."""
    template.name, template.note, template.shared = facts.name, facts.note, facts.shared
    template.content, template.changed_at = spelled(content), now_of(session)
    _tell(session, user, template, "template_changed")


def drop_template(session: Session, user: User, template: DocumentTemplate) -> None:
    _tell(session, user, template, "template_deleted")
    session.execute(delete(TemplateDocument).where(TemplateDocument.template_id == template.id))
    session.delete(template)


def give_documents(session: Session, user: User, template: DocumentTemplate, contract: Contract) -> None:
    """Let the fresh draft hold the template's files, and remember where it came from (MK-84)."""
    documents = [
        Held(one.uploaded_id, one.working_id, one.filename, one.warnings, one.page_count)
        for one in template.documents
    ]
    if not documents:
        return
    version = held_version(session, contract, user.id, documents, HowMade(VersionOrigin.UPLOADED))
    session.add(
        DraftOrigin(
            organization_id=contract.organization_id,
            contract_id=contract.id,
            template=template.public_id,
            documents=_digest(version),
            made_at=now_of(session),
        )
    )
    session.flush()


def is_from_template(session: Session, contract: Contract) -> bool:
    """Tell whether the draft was made of a template and still has exactly its files."""
    origin = session.scalars(select(DraftOrigin).where(DraftOrigin.contract_id == contract.id)).first()
    version = newest_version(session, contract)
    return origin is not None and version is not None and _digest(version) == origin.documents


def _keep_documents(session: Session, template: DocumentTemplate, version: DocumentVersion | None) -> None:
    for position, one in enumerate(version.documents if version else (), start=1):
        row = TemplateDocument(organization_id=template.organization_id, template_id=template.id)
        row.position, row.uploaded_id, row.working_id = position, one.uploaded_id, one.working_id
        row.filename, row.warnings, row.page_count = one.filename, one.warnings, one.page_count
        session.add(row)
    session.flush()


def _digest(version: DocumentVersion) -> str:
    digests = "\n".join(one.uploaded.digest for one in version.documents)
    return hashlib.sha256(digests.encode()).hexdigest()


def _is_seen_by(staff: Staff) -> ColumnElement[bool]:
    mine = or_(DocumentTemplate.shared, DocumentTemplate.owner_id == staff.user.id)
    return (DocumentTemplate.organization_id == staff.organization.id) & mine


def _tell(session: Session, user: User, template: DocumentTemplate, code: str) -> None:
    facts: dict[str, str | int] = {
        "name": template.name,
        "shared": int(template.shared),
        "contract": content_from(template.content).source,
    }
    told = Told(code, user.public_id, template.public_id, facts)
    append_audit(session, user.organization_id, told, now_of(session))
