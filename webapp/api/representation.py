"""Rows as the API shows them: no links, no access codes, no hints."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from contracts.authentication import Profile
from contracts.sealing_ways import ways_of
from database.contract import Contract, Party
from database.document import DocumentVersion, VersionDocument
from database.queries.draft_parties import parties_of
from database.queries.versions import versions_of
from webapp.texts.dates import iso_jst

Json = dict[str, Any]


def contract_json(session: Session, contract: Contract) -> Json:
    return {
        **summary_json(contract),
        "memo": contract.memo,
        "comment": contract.comment,
        "guarantee_limit": contract.guarantee_limit,
        "claim_domains": contract.claim_domains.split(),
        "parties": [party_json(party) for party in parties_of(session, contract)],
        "documents": [document_json(version) for version in versions_of(session, contract)],
    }


def summary_json(contract: Contract) -> Json:
    return {
        "id": contract.public_id,
        "number": contract.number,
        "title": contract.title,
        "contract_type": contract.type.code if contract.type else None,
        "standing": contract.standing,
        "stage": contract.stage,
        "life": contract.life,
        "round": contract.round,
        "starts_on": _day(contract.starts_on),
        "ends_on": _day(contract.ends_on),
        "amount": contract.amount,
        "amount_state": contract.amount_state,
        "currency": contract.currency,
        "due": _instant(contract.due),
        "created_at": _instant(contract.created_at),
        "changed_at": _instant(contract.changed_at),
        "submitted_at": _instant(contract.submitted_at),
        "concluded_at": _instant(contract.concluded_at),
    }


def party_json(party: Party) -> Json:
    return {
        "id": party.public_id,
        "role": party.role,
        "kind": party.kind,
        "company": party.company,
        "name": party.name,
        "email": party.mail,
        "language": party.language,
        "order": party.ordering,
        "own": party.own,
        "signs": party.signs,
        "imprint": party.imprint,
        "phone": party.phone,
        "claimable": party.claimable,
        "may_hand_over": party.may_hand_over,
        "profile": party.profile or Profile.L1.value,
        "declares": party.declares,
        "names_only": party.names_only,
        "registration": party.registration,
        "as_proxy": party.as_proxy,
        "seal_methods": [way.value for way in ways_of(party.seal_methods)],
        "fields": [field.label for field in party.fields],
        "has_access_code": bool(party.access_code_hash),
        "documents": [document.title for document in party.required_documents],
        "progress": party.progress,
        "undelivered": party.undelivered_at is not None,
    }


def document_json(version: DocumentVersion) -> Json:
    """`sha256` is that of the bytes as they were uploaded; of several files the first is told beside `id`."""
    return {
        "id": version.public_id,
        "version": version.number,
        **_file_json(version),
        "files": [_file_json(one) for one in version.documents],
    }


def _file_json(one: DocumentVersion | VersionDocument) -> Json:
    return {
        "filename": one.filename,
        "sha256": one.uploaded.digest,
        "pages": one.page_count,
        "warnings": one.warnings.split(),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(moment: datetime | None) -> str | None:
    return iso_jst(moment) if moment else None
