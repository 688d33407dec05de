"""Rows as the API shows them: no links, no access codes, no hints."""

from typing import Any

from sqlalchemy.orm import Session

from database.contract import Contract
from database.document import DocumentVersion, VersionDocument
from database.folders import Folder
from database.queries.retention import kept_until
from database.queries.signing_history import signing_history
from database.queries.versions import versions_of
from database.shelves.tags import tags_of
from webapp.api.custom_values import custom_json
from webapp.api.openapi.requests import NOBODY_REMINDED
from webapp.api.party_representation import day_json, instant_json, party_json

Json = dict[str, Any]


def contract_json(session: Session, contract: Contract) -> Json:
    return {
        **summary_json(contract),
        "memo": contract.memo,
        "comment": contract.comment,
        "guarantee_limit": contract.guarantee_limit,
        "claim_domains": contract.claim_domains.split(),
        "open_ended": contract.open_ended,
        "agreed_on": day_json(contract.agreed_on),
        "traded_on": day_json(contract.traded_on),
        "amount_tax": contract.amount_tax,
        "custom_values": custom_json(contract.custom_values),
        **_schedule_json(contract),
        **_shelf_json(session, contract),
        **_kept_json(session, contract),
        "parties": [party_json(session, contract, line) for line in signing_history(session, contract)],
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
        "starts_on": day_json(contract.starts_on),
        "ends_on": day_json(contract.ends_on),
        "auto_renews": contract.auto_renews,
        "renews_for": contract.renews_for,
        "notice_period": contract.notice_period,
        "notice_by": day_json(contract.notice_by),
        "ending": contract.ending,
        "amount": contract.amount,
        "amount_state": contract.amount_state,
        "currency": contract.currency,
        "due": instant_json(contract.due),
        "created_at": instant_json(contract.created_at),
        "changed_at": instant_json(contract.changed_at),
        "submitted_at": instant_json(contract.submitted_at),
        "concluded_at": instant_json(contract.concluded_at),
    }


def _schedule_json(contract: Contract) -> Json:
    return {
        "last_day": day_json(contract.last_day),
        "link_days": contract.link_days,
        "reminders": NOBODY_REMINDED if contract.reminders == "" else contract.reminders,
        "remind_at": contract.remind_at,
        "keeps_hours": contract.keeps_hours,
        "reminder_at": instant_json(contract.reminder_at),
        "confirms": contract.confirms,
    }


def _shelf_json(session: Session, contract: Contract) -> Json:
    folder = session.get(Folder, contract.folder_id) if contract.folder_id else None
    return {
        "folder": folder.public_id if folder else None,
        "tags": [tag.name for tag in tags_of(session, contract)],
        "confidential": contract.confidential,
    }


def _kept_json(session: Session, contract: Contract) -> Json:
    kept = kept_until(session, contract)
    return {"retain_until": day_json(kept.until), "on_hold": bool(kept.holds)}


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
