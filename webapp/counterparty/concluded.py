"""The papers of a concluded contract, by a link that never expires (CS-06, CS-30 to CS-33)."""

from flask import Response, abort

from database.document import StoredFile
from database.queries.agreement import concluded_revision, party_certificate
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.pages import page
from webapp.counterparty.serving import download_name, download_response, stored_bytes
from webapp.counterparty.telling import tell_alone
from webapp.parts import parts


@blueprint.get("/concluded")
def concluded() -> Response:
    found = guard.visit()
    with parts().database.reading() as session:
        revision = concluded_revision(session, found.contract)
        certificate = party_certificate(session, found.contract)
    return page("concluded", found, revision=revision, certificate=certificate)


@blueprint.get("/concluded/contract.pdf")
def concluded_contract() -> Response:
    with parts().database.reading() as session:
        revision = concluded_revision(session, guard.visit().contract)
    return _download(revision.file if revision else None, "締結済")


@blueprint.get("/concluded/certificate.pdf")
def concluded_certificate() -> Response:
    with parts().database.reading() as session:
        certificate = party_certificate(session, guard.visit().contract)
    return _download(certificate.file if certificate else None, "合意証明書")


def _download(file: StoredFile | None, ending: str) -> Response:
    if file is None:
        abort(404)
    found = guard.visit()
    data = stored_bytes(found.contract, file)
    tell_alone(found, "document_downloaded", file=file.public_id, digest=file.digest)
    return download_response(data, download_name(found.contract.title, ending))
