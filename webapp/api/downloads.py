"""`signed.pdf` and `certificate.pdf`, each told to the audit log."""

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from contracts.roles import Permission
from contracts.signing import FileIdentity
from database.audit import Told, append_audit
from database.contract import Contract
from database.dossiers import identity_of
from database.engine import now_of
from database.queries.downloads import certificate_for, concluded_documents
from webapp.api.blueprint import blueprint
from webapp.api.finding import contract_or_404
from webapp.api.guard import caller_origin, require
from webapp.api.problems import Problem
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer, safe_name, signed_name
from webapp.tabs import opened

OWN_COPY = "own"


@blueprint.get("/contracts/<contract_id>/signed.pdf")
def signed(contract_id: str) -> Response:
    """The signed PDF that `?document=` names, the first if none is named."""
    require(Permission.DOWNLOAD)
    with parts().database.writing() as session:
        contract = contract_or_404(session, contract_id)
        documents = concluded_documents(session, contract)
        if not documents:
            raise Problem(404, "not_concluded")
        one = documents[_place(len(documents)) - 1]
        _tell(session, contract, one.file)
    return pdf_answer(one.file, signed_name(one.name), inline=False)


def _place(count: int) -> int:
    try:
        return opened(request.args, count)
    except NotFound as missing:
        raise Problem(404, "no_such_document") from missing


@blueprint.get("/contracts/<contract_id>/certificate.pdf")
def certificate(contract_id: str) -> Response:
    """社内控: the organisation's own copy."""
    require(Permission.DOWNLOAD)
    with parts().database.writing() as session:
        contract = contract_or_404(session, contract_id)
        row = certificate_for(session, contract, OWN_COPY)
        if row is None:
            raise Problem(404, "certificate_not_issued")
        file = identity_of(contract, row.file)
        _tell(session, contract, file)
    return pdf_answer(file, f"{safe_name(contract.title)}_合意証明書.pdf", inline=False)


def _tell(session: Session, contract: Contract, file: FileIdentity) -> None:
    origin = caller_origin()
    facts: dict[str, str | int] = {
        "file": file.object_id,
        "digest": file.digest,
        "address": origin.address,
        "session": origin.session,
    }
    told = Told("document_downloaded", origin.actor, contract.public_id, facts)
    append_audit(session, contract.organization_id, told, now_of(session))
