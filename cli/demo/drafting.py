"""Drafts as the pages make them: facts, parties, and a PDF that has passed the intake."""

import hashlib
import uuid
from dataclasses import replace

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from adapters.intake import IntakeLimits, take_in
from adapters.passwords import hash_access_code
from cli.demo.cases import Case, Counterparty, Ending
from cli.demo.paper import contract_pdf
from cli.demo.people import Office
from contracts.signing import FileIdentity, Purpose
from database.audit import Told, append_audit
from database.contract import Contract
from database.contract_type import ContractType
from database.document import DocumentVersion
from database.engine import now_of
from database.queries.draft_parties import PartyDraft, set_parties
from database.queries.drafts import DraftFacts, new_draft
from database.queries.envelopes import NewDocument, StoredBytes
from database.queries.versions import NewVersion, file_version, newest_version

DEMO = uuid.UUID("5b0c2d4e-7a53-4f0e-9f5b-8d6f6a1c2e90")
ACCESS_CODE = "19900401"
ACCESS_CODE_HINT = "ご本人の生年月日8桁（西暦）"
ENCLOSED = {
    "move-sakura": (
        ("services", "移転支援業務委託契約書"),
        ("nda", "秘密保持契約書（移転先の図面）"),
    ),
}
"""契約種別 and name of what goes in the same envelope, by the id of the case."""


def contract_id(office: Office, case: Case) -> str:
    """Return the same id each time: what is there already is found by it."""
    return str(uuid.uuid5(DEMO, f"{office.organization.public_id}|{case.id}"))


def draft(office: Office, case: Case) -> None:
    """Make the draft with its document, or what is still missing of it."""
    with office.opened.database.writing() as session:
        contract = contract_by(session, contract_id(office, case))
        if contract is None:
            contract = new_draft(session, office.staff, _facts(session, office, case))
            contract.public_id = contract_id(office, case)
            contract.confirms = case.ending is Ending.AWAITING_CONFIRMATION
            set_parties(session, contract, [_party(office, case, n) for n in range(len(case.parties))])
        has_document = newest_version(session, contract) is not None
    if not has_document:
        file_edition(office, case, 1, "")


def file_edition(office: Office, case: Case, edition: int, note: str) -> DocumentVersion:
    """Take the documents in and keep them as the contract's newest version."""
    papers = (case, *(replace(case, type=type_, title=title) for type_, title in ENCLOSED.get(case.id, ())))
    documents = tuple(_taken_in(office, paper, edition) for paper in papers)
    with office.opened.database.writing() as session:
        contract = session.scalars(_query(contract_id(office, case))).one()
        version = file_version(session, contract, office.legal, NewVersion(documents, note))
        for one in documents:
            facts: dict[str, str | int] = {"version": version.number, "sha256": one.uploaded.file.digest}
            told = Told("document_uploaded", office.legal.public_id, contract.public_id, facts)
            append_audit(session, contract.organization_id, told, now_of(session))
        return version


def _taken_in(office: Office, paper: Case, edition: int) -> NewDocument:
    data = contract_pdf(paper, office.organization.name, office.today, edition)
    settings = office.opened.settings
    intake = take_in(data, IntakeLimits(settings.upload_limit, settings.page_limit))
    return NewDocument(
        uploaded=_stored(office, Purpose.UPLOADED, data),
        working=_stored(office, Purpose.WORKING, intake.working),
        filename=f"{paper.title}.pdf",
        warnings=tuple(intake.warnings),
        page_count=intake.page_count,
    )


def contract_by(session: Session, public_id: str) -> Contract | None:
    return session.scalars(_query(public_id)).first()


def _query(public_id: str) -> Select[Contract]:
    return select(Contract).where(Contract.public_id == public_id)


def _facts(session: Session, office: Office, case: Case) -> DraftFacts:
    query = select(ContractType).where(
        ContractType.organization_id == office.organization.id, ContractType.code == case.type
    )
    starts, ends = case.term(office.today)
    return DraftFacts(
        title=case.title,
        type=session.scalars(query).one(),
        standing=case.standing,
        starts_on=starts,
        ends_on=ends,
        amount=case.amount,
        amount_state=case.amount_state,
        memo=case.memo,
    )


def _party(office: Office, case: Case, number: int) -> PartyDraft:
    who = case.parties[number]
    has_code = case.ending is Ending.LOCKED
    return PartyDraft(
        order=number + 1,
        role=case.role_of(who),
        kind=who.kind,
        company=_company(office, who),
        name=who.name,
        mail=who.mail,
        own=who.own,
        access_code_hash=hash_access_code(ACCESS_CODE) if has_code else None,
        access_code_hint=ACCESS_CODE_HINT if has_code else "",
    )


def _company(office: Office, who: Counterparty) -> str:
    return office.organization.name if who.own else who.company


def _stored(office: Office, purpose: Purpose, data: bytes) -> StoredBytes:
    digest = hashlib.sha256(data).hexdigest()
    identity = FileIdentity(office.organization.public_id, str(uuid.uuid4()), purpose, digest)
    office.opened.files.write(identity, data)
    return StoredBytes(identity, len(data))
