"""締結済みPDF and 合意証明書 of another organisation, where it lets files be taken away."""

from flask import Response, abort, request

from contracts.access import Level
from contracts.certificate import Audience
from database.dossiers import identity_of
from database.queries.downloads import certificate_for, concluded_documents
from webapp.overview.blueprint import blueprint
from webapp.overview.finding import contract_or_404, grant_or_404, tell
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer, safe_name, signed_name
from webapp.tabs import opened

TOLD = "overview_downloaded"


@blueprint.get("/overview/<public_id>/contracts/<contract_id>/signed.pdf")
def signed(public_id: str, contract_id: str) -> Response:
    """Answer with the signed PDF that `?document=` names, the first if none is named."""
    with parts().database.writing() as session:
        grant = grant_or_404(session, public_id, Level.VIEWER)
        documents = concluded_documents(session, contract_or_404(session, grant, contract_id))
        one = documents[opened(request.args, len(documents)) - 1]
        tell(session, grant, TOLD, contract_id, what="signed_document", sha256=one.file.digest)
    return pdf_answer(one.file, signed_name(one.name), inline=False)


@blueprint.get("/overview/<public_id>/contracts/<contract_id>/certificate.pdf")
def certificate(public_id: str, contract_id: str) -> Response:
    """Answer with 相手方控, the copy that is made to leave the house."""
    with parts().database.writing() as session:
        grant = grant_or_404(session, public_id, Level.VIEWER)
        contract = contract_or_404(session, grant, contract_id)
        found = certificate_for(session, contract, Audience.PARTY) or abort(404)
        identity = identity_of(contract, found.file)
        tell(session, grant, TOLD, contract_id, what="party_certificate", sha256=identity.digest)
    return pdf_answer(identity, f"{safe_name(contract.title)}_合意証明書（相手方控）.pdf", inline=False)
