"""The documents for the viewer: the exact bytes, and their pictures for browsers without JavaScript."""

from flask import Response, request

from database.contract import Contract
from database.queries.downloads import NamedFile, documents_shown
from webapp.access.finding import contract_or_404
from webapp.access.staff import staff_origin
from webapp.access.traces import tell_seen
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer, picture_answer, safe_name
from webapp.tabs import opened


@blueprint.get("/contracts/<public_id>/shown/document.pdf")
def document(public_id: str) -> Response:
    contract, shown = _shown(public_id)
    tell_seen(contract, staff_origin(), "document_viewed", sha256=shown.file.digest)
    return pdf_answer(shown.file, f"{safe_name(shown.name)}.pdf", inline=True)


@blueprint.get("/contracts/<public_id>/shown/pages/<int:page>.png")
def picture(public_id: str, page: int) -> Response:
    contract, shown = _shown(public_id)
    tell_seen(contract, staff_origin(), "document_viewed", sha256=shown.file.digest)
    return picture_answer(shown.file, page)


def _shown(public_id: str) -> tuple[Contract, NamedFile]:
    with parts().database.reading() as session:
        contract = contract_or_404(session, public_id)
        documents = documents_shown(session, contract)
    return contract, documents[opened(request.args, len(documents)) - 1]
