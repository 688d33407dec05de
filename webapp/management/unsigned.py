"""締結前の写し: the documents as they stand, marked on every page as not concluded (MK-91)."""

from flask import Response, abort, request

from adapters.confinement import ConfinedTaskFailed
from adapters.filling.draft_mark import marked
from contracts.roles import Permission
from contracts.stage import STANDING
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.downloads import NamedFile, documents_shown
from webapp.access.finding import contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import PDF, disposition, safe_name
from webapp.tabs import opened


@blueprint.get("/contracts/<public_id>/draft.pdf")
def unsigned_copy(public_id: str) -> Response:
    """Answer with the document that `?document=` names; of a concluded contract there is the signed one."""
    require(Permission.DOWNLOAD)
    one = _told(public_id)
    try:
        copy = marked(parts().files.read(one.file))
    except ConfinedTaskFailed:
        abort(503)
    response = Response(copy, mimetype=PDF)
    name = f"{safe_name(one.name)}_締結前DRAFT.pdf"
    response.headers["Content-Disposition"] = disposition(name, inline=False)
    return response


def _told(public_id: str) -> NamedFile:
    with parts().database.writing() as session:
        contract = contract_or_404(session, public_id)
        documents = documents_shown(session, contract)
        if contract.stage in STANDING or not documents:
            abort(404)
        one = documents[opened(request.args, len(documents)) - 1]
        facts: dict[str, str | int] = {
            "what": "draft_copy",
            "sha256": one.file.digest,
            "address": staff_origin().address,
        }
        told = Told("downloaded", staff().user.public_id, public_id, facts)
        append_audit(session, contract.organization_id, told, now_of(session))
    return one
