"""契約書ダウンロード, 合意証明書ダウンロード, versions and submitted files; each is told to the audit log."""

import mimetypes
from dataclasses import dataclass
from pathlib import PurePath

from flask import Response, abort
from sqlalchemy.orm import Session

from contracts.roles import Permission
from contracts.signing import FileIdentity
from database.audit import Told, append_audit
from database.contract import Contract
from database.dossiers import identity_of
from database.engine import now_of
from database.queries.contracts import sent_contract_seen_by
from database.queries.downloads import certificate_for, concluded_document, submitted_file, version_numbered
from webapp.access.staff import require, staff, staff_origin
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import PDF, pdf_answer, safe_name, signed_name

OWN_COPY = "own"


@dataclass(frozen=True, slots=True)
class Handed:
    identity: FileIdentity
    name: str
    mimetype: str = PDF


@blueprint.get("/contracts/<public_id>/signed.pdf")
def signed(public_id: str) -> Response:
    with parts().database.writing() as session:
        contract = _contract(session, public_id)
        identity = concluded_document(session, contract) or abort(404)
        handed = _told(session, contract, Handed(identity, signed_name(contract.title)), "signed_document")
    return _answer(handed)


@blueprint.get("/contracts/<public_id>/certificate.pdf")
def certificate(public_id: str) -> Response:
    with parts().database.writing() as session:
        contract = _contract(session, public_id)
        found = certificate_for(session, contract, OWN_COPY) or abort(404)
        name = f"{safe_name(contract.title)}_合意証明書（社内控）.pdf"
        handed = _told(session, contract, Handed(identity_of(contract, found.file), name), "certificate")
    return _answer(handed)


@blueprint.get("/contracts/<public_id>/versions/<int:number>/document.pdf")
def version(public_id: str, number: int) -> Response:
    with parts().database.writing() as session:
        contract = _contract(session, public_id)
        found = version_numbered(session, contract, number) or abort(404)
        name = f"{safe_name(contract.title)}_第{number}版.pdf"
        handed = _told(session, contract, Handed(identity_of(contract, found.working), name), "version")
    return _answer(handed)


@blueprint.get("/contracts/<public_id>/submissions/<file_id>")
def submission(public_id: str, file_id: str) -> Response:
    with parts().database.writing() as session:
        contract = _contract(session, public_id)
        row, file = submitted_file(session, contract, file_id) or abort(404)
        handed = Handed(identity_of(contract, file), row.filename, _type_of(row.filename))
        _told(session, contract, handed, "submission")
    return _answer(handed)


def _contract(session: Session, public_id: str) -> Contract:
    require(Permission.DOWNLOAD)
    return sent_contract_seen_by(session, staff(), public_id) or abort(404)


def _told(session: Session, contract: Contract, handed: Handed, what: str) -> Handed:
    facts: dict[str, str | int] = {
        "what": what,
        "sha256": handed.identity.digest,
        "address": staff_origin().address,
    }
    told = Told("downloaded", staff().user.public_id, contract.public_id, facts)
    append_audit(session, contract.organization_id, told, now_of(session))
    return handed


def _answer(handed: Handed) -> Response:
    return pdf_answer(handed.identity, handed.name, inline=False, mimetype=handed.mimetype)


def _type_of(filename: str) -> str:
    """Return the type of a party's file: only pictures and PDFs are named, the rest is plain bytes."""
    guessed = mimetypes.guess_type(PurePath(filename).name)[0] or ""
    known = {PDF, "image/jpeg", "image/png", "image/heic"}
    return guessed if guessed in known else "application/octet-stream"
