"""The documents for the viewer: the exact bytes, and their pictures for browsers without JavaScript."""

from flask import Response, request

from database.queries.downloads import NamedFile, documents_shown
from webapp.access.finding import contract_or_404
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer, picture_answer, safe_name
from webapp.tabs import opened


@blueprint.get("/contracts/<public_id>/shown/document.pdf")
def document(public_id: str) -> Response:
    shown = _shown(public_id)
    return pdf_answer(shown.file, f"{safe_name(shown.name)}.pdf", inline=True)


@blueprint.get("/contracts/<public_id>/shown/pages/<int:page>.png")
def picture(public_id: str, page: int) -> Response:
    return picture_answer(_shown(public_id).file, page)


def _shown(public_id: str) -> NamedFile:
    with parts().database.reading() as session:
        contract = contract_or_404(session, public_id)
        documents = documents_shown(session, contract)
    return documents[opened(request.args, len(documents)) - 1]
