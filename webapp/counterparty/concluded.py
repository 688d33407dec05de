"""The papers of a concluded contract, by a link that never expires (CS-06, CS-30 to CS-33)."""

from flask import Response, abort

from contracts.signing import FileIdentity
from database.dossiers import identity_of
from database.queries.downloads import certificate_for, concluded_document
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.indicator import kept
from webapp.counterparty.pages import page
from webapp.counterparty.telling import tell_alone
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer, safe_name, signed_name

PARTY_COPY = "party"


@blueprint.get("/concluded")
def concluded() -> Response:
    found = guard.visit()
    labels, now = kept(found.party)
    return page(
        "concluded",
        found,
        document=_document(found),
        certificate=_certificate(found),
        step_labels=labels,
        step_now=now,
    )


@blueprint.get("/concluded/contract.pdf")
def concluded_contract() -> Response:
    found = guard.visit()
    return _download(found, _document(found), signed_name(found.contract.title))


@blueprint.get("/concluded/certificate.pdf")
def concluded_certificate() -> Response:
    found = guard.visit()
    return _download(found, _certificate(found), f"{safe_name(found.contract.title)}_合意証明書.pdf")


def _document(found: Visit) -> FileIdentity | None:
    with parts().database.reading() as session:
        return concluded_document(session, found.contract)


def _certificate(found: Visit) -> FileIdentity | None:
    """Return 相手方控: the other copy holds what is only for inside."""
    with parts().database.reading() as session:
        certificate = certificate_for(session, found.contract, PARTY_COPY)
        return identity_of(found.contract, certificate.file) if certificate else None


def _download(found: Visit, file: FileIdentity | None, name: str) -> Response:
    if file is None:
        abort(404)
    tell_alone(found, "document_downloaded", file=file.object_id, digest=file.digest)
    return pdf_answer(file, name, inline=False)
