"""The RFC 3161 token over an imported file, for `openssl ts -verify` (MK-25)."""

from flask import Response, abort

from contracts.roles import Permission
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.imported import import_stamp as stamp_of
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.pdf_answer import disposition, safe_name

TOKEN = "application/timestamp-token"  # noqa: S105 -- a media type


@blueprint.get("/contracts/<public_id>/import.tst")
def import_stamp(public_id: str) -> Response:
    require(Permission.DOWNLOAD)
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        stamp = stamp_of(session, contract) or abort(404)
        facts: dict[str, str | int] = {
            "what": "import_stamp",
            "sha256": stamp.digest,
            "address": staff_origin().address,
        }
        told = Told("downloaded", staff().user.public_id, contract.public_id, facts)
        append_audit(session, contract.organization_id, told, now_of(session))
        token, name = stamp.token, f"{safe_name(contract.title)}.tst"
    response = Response(token, mimetype=TOKEN)
    response.headers["Content-Disposition"] = disposition(name, inline=False)
    return response
