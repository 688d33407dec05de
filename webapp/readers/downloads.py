"""契約書 and 合意証明書 of a paper on the shelf; each download is told to the sender's audit log (GM-20)."""

from flask import Response, abort, request
from sqlalchemy.orm import Session

from contracts.signing import FileIdentity
from database.audit import Told, append_audit
from database.engine import now_of
from database.filed import FiledPaper, certificate_given_by, filed_for
from database.queries.downloads import NamedFile
from database.readers import ReaderPaper
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer
from webapp.readers.blueprint import blueprint
from webapp.readers.guard import reader
from webapp.readers.paper import paper_or_404
from webapp.tabs import opened
from webapp.zip_answer import signed_zip


@blueprint.get("/papers/<public_id>/contract.pdf")
def paper_contract(public_id: str) -> Response:
    """Answer with the signed PDF that `?document=` names, the first if none is named."""
    with parts().database.writing() as session:
        found = paper_or_404(session, public_id)
        documents = filed_for(session, found.party)
        one = documents[opened(request.args, len(documents)) - 1]
        _tell(session, found, one.file)
    return _answer(one)


@blueprint.get("/papers/<public_id>/contracts.zip")
def paper_contracts(public_id: str) -> Response:
    with parts().database.writing() as session:
        found = paper_or_404(session, public_id)
        contract, at = found.party.contract, found.party.contract.concluded_at
        documents = filed_for(session, found.party)
        if not documents or at is None:
            abort(404)
        for one in documents:
            _tell(session, found, one.file)
    return signed_zip(contract.title, [NamedFile(one.filed.name, one.file) for one in documents], at)


@blueprint.get("/papers/<public_id>/certificate.pdf")
def paper_certificate(public_id: str) -> Response:
    """Answer with 相手方控: the other copy holds what is only for inside (LW-47)."""
    with parts().database.writing() as session:
        found = paper_or_404(session, public_id)
        certificate = certificate_given_by(session, found.party.contract, "account") or abort(404)
        _tell(session, found, certificate.file)
    return _answer(certificate)


def _tell(session: Session, found: ReaderPaper, file: FileIdentity) -> None:
    facts: dict[str, str | int] = {
        "address": request.remote_addr or "",
        "party": found.party.public_id,
        "file": file.object_id,
        "digest": file.digest,
    }
    contract = found.party.contract
    told = Told("document_downloaded", reader().reader.public_id, contract.public_id, facts)
    append_audit(session, contract.organization_id, told, now_of(session))


def _answer(one: FiledPaper) -> Response:
    return pdf_answer(one.file, one.filed.name, inline=False)
