"""One file becomes one contract of the archive: rows, metadata and record in one transaction (MK-09)."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.acts import ImportContract, Origin
from contracts.import_facts import ImportFacts
from contracts.importing import PageFacts, scan_warnings
from contracts.messages import RecordRequest
from contracts.metadata import Source
from contracts.stage import Stage
from contracts.standing import PartyKind
from contracts.state import ContractState
from contracts.transition import transition
from contracts.versioning import VersionOrigin
from database.changing_metadata import Why, change_metadata
from database.contract import Contract
from database.contract_type import ContractType
from database.document import DocumentVersion, StoredFile
from database.engine import now_of
from database.imports import ImportedDocument, ImportFile, ImportJob
from database.people import User
from database.queries.draft_parties import PartyDraft, change_party, new_party
from database.queries.drafts import current_epoch
from database.queries.envelopes import Held
from database.queries.versions import HowMade, held_version
from database.recording import record_transition
from database.searchable import make_searchable
from database.sessions import Staff


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in the file; `report` is that of its signatures as JSON, empty for none."""

    pages: tuple[PageFacts, ...]
    is_locked: bool
    report: str


def contract_id(job: ImportJob, row: ImportFile) -> str:
    """The same file of the same job is the same contract, however often a worker begins with it."""
    return str(uuid.uuid5(uuid.UUID(job.public_id), f"contract {row.line}"))


@dataclass(frozen=True, slots=True)
class Registering:
    job: ImportJob
    row: ImportFile
    facts: ImportFacts
    looked: Looked
    file: StoredFile


def registered(session: Session, staff: Staff, new: Registering) -> Contract:
    """Return the contract, which nobody can act on: it was concluded elsewhere."""
    contract = _contract(session, staff, new)
    _parties(session, staff, contract, new.facts)
    make_searchable(session, contract)
    version = _version(session, staff, contract, new)
    change_metadata(session, contract, new.facts.values, Why(staff.user, Source.IMPORT))
    _record(session, contract, version, new)
    session.add(_document(session, staff, contract, new))
    session.flush()
    return contract


def _contract(session: Session, staff: Staff, new: Registering) -> Contract:
    now = now_of(session)
    organization_id = staff.organization.id
    contract = Contract(
        public_id=contract_id(new.job, new.row),
        organization_id=organization_id,
        owner_id=_id_of(session, User, new.facts.owner, organization_id) or staff.user.id,
        type_id=_id_of(session, ContractType, new.facts.type, organization_id),
        folder_id=new.job.folder_id,
        title=new.facts.title,
        standing="",
        memo="",
        currency="JPY",
        amount_state="unknown",
        stage=Stage.DRAFT,
        round=0,
        sent_digest="",
        epoch=current_epoch(session),
        sequence=0,
        head="",
        rev=0,
        indexed_rev=0,
        created_at=now,
        changed_at=now,
    )
    session.add(contract)
    session.flush()
    return contract


def _id_of(
    session: Session, table: type[User] | type[ContractType], public_id: str, organization_id: int
) -> int | None:
    if not public_id:
        return None
    query = select(table.id).where(table.public_id == public_id, table.organization_id == organization_id)
    return session.scalars(query).first()


def _parties(session: Session, staff: Staff, contract: Contract, facts: ImportFacts) -> None:
    """They agreed elsewhere: nobody is asked, written to or told anything."""
    ours = PartyDraft(company=staff.organization.name, own=True, signs=False, imprint=False)
    for order, one in enumerate((ours, *map(_other, facts.counterparties)), start=1):
        party = new_party(session, contract)
        change_party(session, party, one)
        party.ordering = order


def _other(company: str) -> PartyDraft:
    return PartyDraft(company=company, kind=PartyKind.CORPORATE_INFORMAL, signs=False, imprint=False)


def _version(session: Session, staff: Staff, contract: Contract, new: Registering) -> DocumentVersion:
    """The file as it came is also what is shown: nothing of it is rewritten (MK-27, LW-16)."""
    kept = Held(new.file.id, new.file.id, new.row.filename, "", len(new.looked.pages))
    return held_version(session, contract, staff.user.id, [kept], HowMade(VersionOrigin.UPLOADED))


def _record(session: Session, contract: Contract, version: DocumentVersion, new: Registering) -> None:
    act = ImportContract(
        key=f"{new.job.public_id}/{new.row.line}",
        origin=Origin(**json.loads(new.job.origin)),
        version=version.public_id,
        digests=[new.file.digest],
        filename_digest=hashlib.sha256(new.row.filename.encode()).hexdigest(),
        concluded_how=new.facts.how,
        received_on=new.facts.received_on,
    )
    step = transition(ContractState(contract.public_id), act, now_of(session))
    request = RecordRequest(
        contract=contract.public_id,
        epoch=contract.epoch,
        events=list(step.events),
        effects=[],
        finished=[],
        stage=step.state.stage.value,
        round=step.state.round,
        sent_digest="",
        due="",
        parties=[],
        life=step.state.life.value,
    )
    record_transition(session, request)


def _document(session: Session, staff: Staff, contract: Contract, new: Registering) -> ImportedDocument:
    pages, received = new.looked.pages, new.facts.received_on
    return ImportedDocument(
        contract_id=contract.id,
        organization_id=contract.organization_id,
        importer_id=staff.user.id,
        file_id=new.file.id,
        filename=new.row.filename,
        digest=new.file.digest,
        concluded_how=new.facts.how,
        received_on=date.fromisoformat(received) if received else None,
        pages=json.dumps([[one.width, one.height, one.dpi, one.bits] for one in pages]),
        warnings=" ".join(scan_warnings(pages)),
        is_locked=new.looked.is_locked,
        report=new.looked.report,
        stamps=new.job.stamps,
        imported_at=now_of(session),
    )
