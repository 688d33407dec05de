"""The document for the viewer: the exact bytes, and their pictures for browsers without JavaScript."""

from flask import Response, abort

from contracts.signing import FileIdentity
from database.queries.contracts import contract_seen_by
from database.queries.downloads import document_shown
from webapp.access.staff import staff
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer, picture_answer, safe_name


@blueprint.get("/contracts/<public_id>/shown/document.pdf")
def document(public_id: str) -> Response:
    title, identity = _shown(public_id)
    return pdf_answer(identity, f"{safe_name(title)}.pdf", inline=True)


@blueprint.get("/contracts/<public_id>/shown/pages/<int:page>.png")
def picture(public_id: str, page: int) -> Response:
    return picture_answer(_shown(public_id)[1], page)


def _shown(public_id: str) -> tuple[str, FileIdentity]:
    with parts().database.reading() as session:
        contract = contract_seen_by(session, staff(), public_id) or abort(404)
        return contract.title, document_shown(session, contract) or abort(404)
