"""このバージョンを表示: a signed revision byte for byte, told to the audit log (CL-38, GM-34)."""

from flask import Response, abort, request

from contracts.roles import Permission
from contracts.verdict import IssuedKind
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.signed_versions import SignedDocumentAt, SignedVersion, signed_version
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer, safe_name
from webapp.tabs import opened

DOWNLOAD = "download"
# A file's name travels with the file: it is Japanese in every language of the page.
NAMES = {
    IssuedKind.CONCLUDED: "{name}_締結済.pdf",
    IssuedKind.INTERMEDIATE: "{name}_締結前の版{number}.pdf",
    IssuedKind.VOID: "{name}_無効になった版{round}-{number}.pdf",
}


@blueprint.get("/contracts/<public_id>/revisions/<int:round_number>/<int:number>/document.pdf")
def revision(public_id: str, round_number: int, number: int) -> Response:
    """Show it in the browser, or hand it out with `?download=1`."""
    require(Permission.DOWNLOAD)
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        found = signed_version(session, contract, round_number, number) or abort(404)
        one = found.documents[opened(request.args, len(found.documents)) - 1]
        told = Told("downloaded", staff().user.public_id, contract.public_id, _facts(found, one))
        append_audit(session, contract.organization_id, told, now_of(session))
    name = NAMES[found.status].format(name=safe_name(one.name), round=found.round, number=found.number)
    return pdf_answer(one.file, name, inline=DOWNLOAD not in request.args)


def _facts(found: SignedVersion, one: SignedDocumentAt) -> dict[str, str | int]:
    return {
        "what": "revision",
        "round": found.round,
        "number": found.number,
        "sha256": one.file.digest,
        "address": staff_origin().address,
    }
