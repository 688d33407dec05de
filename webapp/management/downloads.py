"""契約書ダウンロード, 合意証明書ダウンロード, versions and submitted files; each is told to the audit log."""

import mimetypes
from dataclasses import dataclass
from pathlib import PurePath

from flask import Response, abort, request
from sqlalchemy.orm import Session

from contracts.roles import Permission
from contracts.signing import FileIdentity
from database.audit import Told, append_audit
from database.contract import Contract
from database.dossiers import identity_of
from database.engine import now_of
from database.envelope import names_of
from database.queries.downloads import (
    NamedFile,
    certificate_for,
    concluded_documents,
    submitted_file,
    version_numbered,
)
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile.papers import hides_identity, reads_identity
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import PDF, pdf_answer, safe_name, signed_name
from webapp.tabs import opened
from webapp.zip_answer import signed_zip

OWN_COPY = "own"


@dataclass(frozen=True, slots=True)
class Handed:
    identity: FileIdentity
    name: str
    mimetype: str = PDF


@blueprint.get("/contracts/<public_id>/signed.pdf")
def signed(public_id: str) -> Response:
    """Answer with the signed PDF that `?document=` names, the first if none is named."""
    with parts().database.writing() as session:
        contract = _contract(session, public_id)
        documents = concluded_documents(session, contract)
        one = documents[opened(request.args, len(documents)) - 1]
        handed = _told(session, contract, Handed(one.file, signed_name(one.name)), "signed_document")
    return _answer(handed)


@blueprint.get("/contracts/<public_id>/signed.zip")
def signed_all(public_id: str) -> Response:
    with parts().database.writing() as session:
        contract = _contract(session, public_id)
        documents = concluded_documents(session, contract)
        if not documents or contract.concluded_at is None:
            abort(404)
        named = [NamedFile(signed_name(one.name), one.file) for one in documents]
        for one in named:
            _told(session, contract, Handed(one.file, one.name), "signed_document")
    return signed_zip(contract.title, named, contract.concluded_at)


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
        names = names_of(contract, found)
        at = opened(request.args, len(names))
        name = f"{safe_name(names[at - 1])}_第{number}版.pdf"
        identity = identity_of(contract, found.documents[at - 1].working)
        handed = _told(session, contract, Handed(identity, name), "version")
    return _answer(handed)


@blueprint.get("/contracts/<public_id>/submissions/<file_id>")
def submission(public_id: str, file_id: str) -> Response:
    with parts().database.writing() as session:
        contract = _contract(session, public_id)
        row, asked = submitted_file(session, contract, file_id) or abort(404)
        if asked.is_identity:
            _require_identity(contract)
        if row.purged_at is not None:
            abort(410)
        handed = Handed(identity_of(contract, row.file), row.filename, _type_of(row.filename))
        _told(session, contract, handed, "identity" if asked.is_identity else "submission")
    return _answer(handed)


def _require_identity(contract: Contract) -> None:
    """Other staff are refused; to compliance the file does not exist (LW-38, AD-24)."""
    if hides_identity(staff(), contract):
        abort(404)
    if not reads_identity(staff(), contract):
        abort(403)


def _contract(session: Session, public_id: str) -> Contract:
    require(Permission.DOWNLOAD)
    return sent_contract_or_404(session, public_id)


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
