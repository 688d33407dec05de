"""The papers of a concluded contract; its link ends only where the sender wants it to (CS-30 to CS-33)."""

from datetime import date, timedelta

from flask import Response, abort, request

from contracts.edelivery import When
from contracts.reasons import JST
from contracts.signing import FileIdentity
from database.delivery_answers import answers_of, class_asked
from database.filed import certificate_given_by, certificate_title, filed_as
from database.kept_papers import KeptPaper, papers_beside
from database.queries.downloads import NamedFile, concluded_for
from database.queries.three_days import ThreeDays, three_days_of
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.indicator import kept
from webapp.counterparty.keeping import offer_of
from webapp.counterparty.pages import page
from webapp.counterparty.telling import tell_alone
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer
from webapp.tabs import opened
from webapp.zip_answer import signed_zip


@blueprint.get("/concluded")
def concluded() -> Response:
    found = guard.visit()
    labels, now = kept(found.party)
    return page(
        "concluded",
        found,
        documents=_documents(found),
        certificate=_certificate(found),
        statutory=class_asked(found.party, When.AFTER),
        answered=newest_answer(found),
        last_day=_last_day(found),
        three_days=_three_days(found),
        offer=offer_of(found),
        beside=_beside(found),
        step_labels=labels,
        step_now=now,
    )


def _three_days(found: Visit) -> ThreeDays:
    with parts().database.reading() as session:
        return three_days_of(session, found.contract)


def _beside(found: Visit) -> list[KeptPaper]:
    with parts().database.reading() as session:
        return papers_beside(session, found.party)


def _last_day(found: Visit) -> date | None:
    """Return the last day on which the link opens; it ends at midnight in Japan."""
    ends = found.link.expires_at
    return (ends - timedelta(seconds=1)).astimezone(JST).date() if ends else None


@blueprint.get("/concluded/contract.pdf")
def concluded_contract() -> Response:
    """Answer with the signed PDF that `?document=` names, the first if none is named."""
    found = guard.visit()
    one = _opened(_documents(found))
    return download(found, one.file, filed_as(found.contract, one.name).name)


@blueprint.get("/concluded/contracts.zip")
def concluded_contracts() -> Response:
    found = guard.visit()
    documents, at = _documents(found), found.contract.concluded_at
    if not documents or at is None:
        abort(404)
    for one in documents:
        tell_alone(found, "document_downloaded", file=one.file.object_id, digest=one.file.digest)
    named = [NamedFile(filed_as(found.contract, one.name).name, one.file) for one in documents]
    return signed_zip(found.contract.title, named, at)


@blueprint.get("/concluded/certificate.pdf")
def concluded_certificate() -> Response:
    found = guard.visit()
    certificate = _certificate(found)
    if certificate is None:
        abort(404)
    return download(found, certificate, filed_as(found.contract, certificate_title(found.contract)).name)


def document_of(found: Visit) -> FileIdentity | None:
    documents = _documents(found)
    return _opened(documents).file if documents else None


def _documents(found: Visit) -> tuple[NamedFile, ...]:
    with parts().database.reading() as session:
        return concluded_for(session, found.party)


def _opened(documents: tuple[NamedFile, ...]) -> NamedFile:
    return documents[opened(request.args, len(documents)) - 1]


def newest_answer(found: Visit) -> str:
    """Return the newest word on electronic delivery, or an empty text."""
    with parts().database.reading() as session:
        given = answers_of(session, found.party)
    return given[-1].answer if given else ""


def _certificate(found: Visit) -> FileIdentity | None:
    """Return 相手方控: the other copy holds what is only for inside."""
    with parts().database.reading() as session:
        certificate = certificate_given_by(session, found.contract, "link")
    return certificate.file if certificate else None


def download(found: Visit, file: FileIdentity | None, name: str) -> Response:
    if file is None:
        abort(404)
    tell_alone(found, "document_downloaded", file=file.object_id, digest=file.digest)
    return pdf_answer(file, name, inline=False)
